/** The columns of an audit as CSV. Never translated. */
export const auditColumns = [
  'At',
  'Actor',
  'ActorName',
  'What',
  'RequestNumber',
  'Kind',
  'Project',
  'Email',
  'ObjectId',
  'Detail',
] as const;

/** One thing that a person or the bot did. Names and addresses that are forgotten are empty or null. */
export type AuditLine = {
  at: Date;
  actor: string;
  actorName: string;
  what: string;
  requestId: number | null;
  kind: string | null;
  projectKey: string | null;
  address: string | null;
  objectId: string | null;
  detail: Readonly<Record<string, unknown>>;
};

/** The cells of one entry, in the order of the columns. */
export const auditCells = (line: AuditLine): string[] => [
  line.at.toISOString(),
  line.actor,
  line.actorName,
  line.what,
  line.requestId === null ? '' : String(line.requestId),
  line.kind ?? '',
  line.projectKey ?? '',
  line.address ?? '',
  line.objectId ?? '',
  Object.keys(line.detail).length === 0 ? '' : JSON.stringify(line.detail),
];

/** One entry as a line of JSON. `docs/audit.schema.json` describes it. */
export const auditJson = ({ projectKey, requestId, kind, address, objectId, ...line }: AuditLine) =>
  `${JSON.stringify({
    at: line.at.toISOString(),
    actor: { id: line.actor, name: line.actorName },
    what: line.what,
    request: requestId === null ? null : { number: requestId, kind },
    project: projectKey,
    partner: address === null && objectId === null ? null : { address, objectId },
    detail: line.detail,
  })}\n`;
