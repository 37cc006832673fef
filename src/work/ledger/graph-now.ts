/** The time by Graph's clock. Undefined until Graph has answered something: then the bot's own has to do. */
export type GraphNow = { graphNow: () => Date | undefined };
