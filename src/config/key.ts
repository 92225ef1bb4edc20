import { z } from 'zod';

/**
 * A key of the configuration: its default, its range (the schema itself), what it is and why one would change it.
 * The JSON Schema for editors and the documentation are made from this.
 */
export function key<S extends z.ZodType>(schema: S, fallback: z.output<S>, description: string, reason: string) {
  return schema.prefault(fallback as z.input<S>).meta({ description: `${description} ${reason}`, default: fallback });
}

/** A section whose keys all have defaults, so that it may be left out whole. */
export function section<T extends z.ZodRawShape>(shape: T, description: string) {
  return z
    .strictObject(shape)
    .prefault({} as never)
    .meta({ description });
}

/** The files of a connection that is secured, for a section that says where to connect to. @param whose the other end */
export function tlsFiles(whose: string) {
  return {
    caFile: key(
      z.string(),
      '',
      `PEM file of the authority behind the certificate of ${whose}, relative to this file, or the PEM text itself; empty for the public ones.`,
      'With it no other authority is trusted: the clinic’s own is none of the public ones.',
    ),
    certificateFile: key(
      z.string(),
      '',
      `PEM file with the kiosk’s own certificate, shown to ${whose}; empty where none is asked for.`,
      'One for each kiosk: a stolen one is shut out alone.',
    ),
    keyFile: key(
      z.string(),
      '',
      'PEM file with its private key; readable by its owner only.',
      'Needed together with `certificateFile`.',
    ),
  };
}
