// Stands in for the parts of a library that the bot never calls. A caller learns of it at once.
module.exports = new Proxy(
  {},
  {
    get: (_target, name) =>
      class {
        constructor() {
          throw new Error(`${String(name)} is not loaded: see bot/routes/teams-ai.ts`);
        }
      },
  },
);
