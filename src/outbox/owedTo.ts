import { z } from 'zod';

/** Sinks as the journal writes them. */
export function sinksText(sinks: readonly string[]): string {
  return JSON.stringify(sinks);
}

const sinksSchema = z.array(z.string());

/** The sinks of {@link sinksText}; none where somebody else wrote there. */
export function sinksIn(text: string): readonly string[] {
  try {
    return sinksSchema.safeParse(JSON.parse(text)).data ?? [];
  } catch {
    return [];
  }
}

/** Stands for the sinks of a reception of which nothing in the file can be believed. No loop delivers to it. */
export const sinkUnknown = '?';
