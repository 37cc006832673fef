// adaptivecards-templating's types ask for this file of `adaptivecards`, whose sources our compiler
// settings would refuse. Nothing of ours uses what it declares.
export type IAdaptiveCard = object;
