// What stands where a library asks for a part that the bot never calls. Whoever calls it after all learns of it at once.
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
