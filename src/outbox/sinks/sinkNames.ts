/**
 * Every sink there is, by the name that stands in queue, log and audit trail; never used again for another. What must
 * be there for each is a table keyed by this: the configuration's section, the way it is opened, the contract test.
 */
export const sinkNames = ['oqs-face', 'fhir', 'webhook', 'stream'] as const;
export type SinkName = (typeof sinkNames)[number];

export function isSinkName(name: string): name is SinkName {
  return sinkNames.some((each) => each === name);
}

/** The section of the configuration that is about a sink: its name in camel case. */
export type SinkSection = CamelCase<SinkName>;

type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;
