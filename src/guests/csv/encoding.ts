/** A way to decode the bytes of a text, with the name that people know. */
export type Encoding = { name: string; decode: (bytes: Uint8Array) => string };
