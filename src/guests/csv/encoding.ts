/** How the bytes of a text are read. */
export type Encoding = { name: string; decode: (bytes: Uint8Array) => string };
