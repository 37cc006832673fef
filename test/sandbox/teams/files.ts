import { randomBytes } from 'node:crypto';
import type { PersonKey } from '../seed.ts';
import type { Answer, Request } from './http.ts';
import type { Json } from './json.ts';
import type { StoredFile, World } from './world.ts';

export const downloadType = 'application/vnd.microsoft.teams.file.download.info';

export function storeFile(
  world: World,
  owner: PersonKey,
  file: Pick<StoredFile, 'name' | 'bytes' | 'madeBy'>,
): StoredFile {
  const stored: StoredFile = {
    id: crypto.randomUUID(),
    secret: randomBytes(16).toString('hex'),
    owner,
    at: world.now().getTime(),
    fetches: 0,
    complete: file.madeBy === 'person',
    ...file,
  };
  world.files.set(stored.id, stored);
  return stored;
}

const extensionOf = (name: string) => (name.includes('.') ? name.split('.').at(-1) : '') ?? '';

/** A page for signed-in people. A program cannot fetch it. */
const contentUrl = (world: World, file: StoredFile) =>
  `${world.url}/personal/${file.owner}_contoso_example/Documents/${encodeURIComponent(file.name)}`;

/** A pre-authorised link: it opens the file for anybody. A person's link expires after `fileLinkSeconds`. */
export const downloadUrl = (world: World, file: StoredFile) =>
  `${world.url}/files/${file.id}/${encodeURIComponent(file.name)}?tempauth=${file.secret}`;

/** The attachment that brings a person's file to the bot. */
export const fileAttachment = (world: World, file: StoredFile): Json => ({
  id: file.id,
  contentType: downloadType,
  contentUrl: contentUrl(world, file),
  name: file.name,
  content: {
    downloadUrl: downloadUrl(world, file),
    uniqueId: file.id,
    fileType: extensionOf(file.name),
    etag: `"{${file.id.toUpperCase()}},1"`,
  },
});

/** The address where the bot puts a file that a person has accepted. */
export const uploadInfo = (world: World, file: StoredFile): Json => ({
  contentUrl: contentUrl(world, file),
  name: file.name,
  uploadUrl: `${world.url}/uploads/${file.id}?tempauth=${file.secret}`,
  uniqueId: file.id,
  fileType: extensionOf(file.name),
});

const plain = (status: number, text: string): Answer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: Buffer.from(text),
});

/** Undefined when the path is not one for files. */
export function answerFiles(world: World, request: Request): Answer | undefined {
  if (request.path.startsWith('/personal/')) return plain(401, 'Sign in to see this file');
  const [, kind, id = ''] = /^\/(files|uploads)\/([^/]+)/.exec(request.path) ?? [];
  if (kind === undefined) return undefined;
  if (request.headers.authorization !== undefined) {
    world.fault('a credential was sent to the file storage', { path: `/${kind}` });
    return plain(400, 'Pre-authorised links take no Authorization header');
  }
  const file = world.files.get(id);
  if (!file || request.query.get('tempauth') !== file.secret) return plain(401, 'Unauthorized');
  return kind === 'files' ? download(world, file, request) : upload(world, file, request);
}

function download(world: World, file: StoredFile, request: Request): Answer {
  if (request.method !== 'GET') return plain(405, 'GET only');
  const age = world.now().getTime() - file.at;
  if (file.madeBy === 'person' && age > world.knobs.fileLinkSeconds * 1000)
    return plain(401, 'The link has expired');
  if (!file.complete) return plain(404, 'Nothing was uploaded yet');
  file.fetches += 1;
  const name = encodeURIComponent(file.name);
  return {
    status: 200,
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
    },
    body: file.bytes,
    halfOnly: world.knobs.fileHalves,
  };
}

/** An upload session takes PUT with Content-Range, in one piece or in several in order. */
function upload(world: World, file: StoredFile, request: Request): Answer {
  if (request.method !== 'PUT') {
    world.fault(`an upload by ${request.method}; upload sessions take PUT`);
    return plain(405, 'PUT only');
  }
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(request.headers['content-range'] ?? '');
  const [from, to, total] = (range ?? []).slice(1).map(Number);
  const fits = from === file.bytes.length && to === from + request.bytes.length - 1;
  if (file.complete || from === undefined || to === undefined || total === undefined || !fits) {
    world.fault('an upload with a wrong Content-Range', request.headers['content-range']);
    return plain(416, 'Content-Range does not fit');
  }
  file.bytes = Buffer.concat([file.bytes, request.bytes]);
  file.complete = file.bytes.length === total;
  world.changed();
  return file.complete
    ? { status: 201, body: { id: file.id, name: file.name, size: total } }
    : { status: 202, body: { nextExpectedRanges: [`${file.bytes.length}-`] } };
}
