// The types of adaptivecards-templating import this file of `adaptivecards`. Our compiler settings refuse its sources.
// No code of the bot uses this type.
export type IAdaptiveCard = object;
