import pg from 'pg';

/** The parts of DATABASE_URL, for words about it. No password. */
type Named = { host: string; user: string; name: string };

/**
 * Says in words why the bot cannot use the database that DATABASE_URL names. Undefined for a fault that this file does
 * not know.
 */
export function faultWords(error: unknown, connectionString: string): string | undefined {
  const named = namesIn(connectionString);
  if (error instanceof pg.DatabaseError) return refusal(error, named) ?? lack(error, named);
  const { code = '', syscall = '', path = '' } = partsOf(error);
  const text = textOf(error);
  if (/client password must be a/.test(text))
    return `the server at ${named.host} asks ${named.user} for a password, and there is none.`;
  if (syscall === 'open') return `the file ${path} cannot be read (${code}).`;
  return tlsFault(code, text, named.host) ?? networkFault(code, text, named.host);
}

/** The words of a fault that nobody knew. The server and Node write no password into them. */
export const otherWords = (error: unknown, connectionString: string): string =>
  `the server at ${namesIn(connectionString).host} cannot be used: ${textOf(error).slice(0, 200)}`;

/** The server let the bot in, and then the connection broke, again and again. */
export const breaks = (connectionString: string): string =>
  `the server at ${namesIn(connectionString).host} answers, and then the connection breaks. See the server's log, and what stands between.`;

function namesIn(connectionString: string): Named {
  const url = new URL(connectionString);
  const given = (name: string, part: string) =>
    url.searchParams.get(name) ?? decodeURIComponent(part);
  return {
    host: url.searchParams.get('host') ?? url.host,
    user: given('user', url.username),
    name: decodeURIComponent(url.pathname.slice(1)),
  };
}

const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function partsOf(error: unknown): { code?: string; syscall?: string; path?: string } {
  const { code, syscall, path } = Object(error);
  return Object.fromEntries(
    Object.entries({ code, syscall, path }).filter(([, value]) => typeof value === 'string'),
  );
}

/** Where PostgreSQL checks whether a role may connect to a database. A server's messages may be in any language. */
const atTheDoor = 'CheckMyDatabase';

/** The server does not let the bot in. https://www.postgresql.org/docs/current/errcodes-appendix.html */
function refusal({ code, message, routine }: pg.DatabaseError, { host, user, name }: Named) {
  switch (code) {
    case '28P01':
      return `the server at ${host} refuses the password of ${user}.`;
    case '28000':
      return notAllowed(message, { host, user, name });
    case '3D000':
      return `the server at ${host} has no database ${name}.`;
    case '42501':
      return routine === atTheDoor
        ? `${user} may not connect to the database ${name}. Grant CONNECT on it.`
        : undefined;
    case '53300':
      return tooMany(message, { host, user, name });
    case '55000':
      return routine === atTheDoor
        ? `the database ${name} takes no connections (datallowconn).`
        : undefined;
    case '57P03':
      return `the server at ${host} is starting or stopping.`;
    default:
      return undefined;
  }
}

function notAllowed(message: string, { host, user, name }: Named): string {
  if (/not permitted to log in/.test(message))
    return `${user} may not log in at ${host}. Give the role LOGIN.`;
  if (/does not exist/.test(message)) return `the server at ${host} has no role ${user}.`;
  if (/client certificate/.test(message))
    return `the server at ${host} asks for a client certificate. Name it with sslcert and sslkey.`;
  if (/no encryption|SSL off/i.test(message))
    return `the server at ${host} lets nobody in without TLS. Add ?sslmode=verify-full.`;
  return `the server at ${host} does not let ${user} into the database ${name} from here (pg_hba.conf).`;
}

function tooMany(message: string, { host, user, name }: Named): string {
  if (/for role/.test(message))
    return `${user} has all connections that the role may have. Raise its CONNECTION LIMIT.`;
  if (/for database/.test(message))
    return `the database ${name} has all connections that it may have. Raise its CONNECTION LIMIT.`;
  return `the server at ${host} has no room for more connections.`;
}

/** The server let the bot in and refused a statement of its start. */
function lack({ code, message }: pg.DatabaseError, { host, user, name }: Named) {
  switch (code) {
    case '42501':
      return /for (table|relation|sequence|view|function)|must be owner/.test(message)
        ? `${user} may not use all tables of the database ${name}. docs/security.md lists the rights that the role needs.`
        : `${user} may not make tables in the database ${name}. Grant CREATE on the database and on its schema public, at least for this start.`;
    case '25006':
      return `the server at ${host} only reads: it is a copy, or its role may not write. Name the server that writes.`;
    case '42P07':
    case '42710':
      return `the database ${name} holds what another program made. Give Guestlist a database of its own.`;
    case '3F000':
      return `the database ${name} has no schema in which ${user} may make tables (search_path).`;
    default:
      return undefined;
  }
}

function tlsFault(code: string, text: string, host: string): string | undefined {
  if (/does not support SSL/.test(text))
    return `the server at ${host} knows no TLS. Take sslmode away only where nobody can listen in between.`;
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
    return `the certificate of ${host} is not valid at this time (${code}).`;
  if (/ALTNAME/.test(code))
    return `the certificate of ${host} is for another name. Write the name that the certificate has.`;
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code))
    return `the certificate of ${host} is not one that this machine trusts (${code}). Name its authority with sslrootcert.`;
  if (/^(ERR_SSL_|ERR_OSSL_|EPROTO)/.test(code))
    return `${host} and the bot agree on no TLS (${code}). Is it another service, or is a certificate file wrong?`;
  return undefined;
}

/** The codes of Node's sockets, and the words of the driver where it has no code. */
function networkFault(code: string, text: string, host: string): string | undefined {
  switch (code) {
    case 'ENOTFOUND':
      return `there is no host ${host.replace(/:\d+$/, '')}.`;
    case 'EAI_AGAIN':
      return `no name server says where ${host.replace(/:\d+$/, '')} is.`;
    case 'ECONNREFUSED':
    case 'ENOENT':
      return `nothing listens at ${host}.`;
    case 'EHOSTUNREACH':
    case 'EHOSTDOWN':
    case 'ENETUNREACH':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
    case 'ETIMEDOUT':
      return `${host} cannot be reached from here.`;
    default: {
      const isStrange = /^(ECONNRESET|ECONNABORTED|EPIPE)$/.test(code);
      return isStrange || /timeout|terminated|establishing an SSL|authenticationOk/i.test(text)
        ? `${host} does not answer as PostgreSQL does.`
        : undefined;
    }
  }
}
