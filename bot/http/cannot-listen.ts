/** Says in words why the bot cannot listen there. `variable` names the port. Returns any other error as it is. */
export function cannotListen(
  error: Error,
  variable: 'PORT' | 'METRICS_PORT',
  { host, port }: { host: string; port: number },
): Error {
  const because = (why: string) => new Error(`${variable}: ${why}`, { cause: error });
  switch ('code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return because(`another program listens at ${host}:${port} already.`);
    case 'EACCES':
      return because(`this account may not listen at ${host}:${port}.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return because(`this machine has no address ${host}.`);
    default:
      return error;
  }
}
