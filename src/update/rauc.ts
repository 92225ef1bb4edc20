import { spawn } from 'node:child_process';
import { z } from 'zod';
import { failed, ok, type Result } from '../problem/result.ts';
import type { UpdateOffer, UpdateProgress, Updater } from './updater.ts';

export interface RaucOptions {
  /** The program; `rauc` of the system where absent. */
  readonly program?: string;
  /** Who asks RAUC's service something; `busctl` of the system where absent. */
  readonly bus?: string;
}

/**
 * Updates by RAUC: its service writes, this asks it. A bundle is verified before its manifest is believed, and every
 * block of it again while it is written.
 */
export function createRauc({ program = 'rauc', bus = 'busctl' }: RaucOptions = {}): Updater {
  return {
    async inspect(source) {
      if (isAddress(source)) return inspectedByService(bus, source);
      const ended = await run(program, ['info', '--output-format=json', source]);
      if (ended === undefined) return failed('U-725', `${program} is not there`);
      if (ended.code !== 0) return refusedAs(source, ended.complaints, 'U-723');
      return offerIn(ended.said);
    },
    async install(source, onProgress) {
      const ended = await run(program, ['install', source], (line) => {
        const progress = progressIn(line);
        if (progress) onProgress(progress);
      });
      if (ended === undefined) return failed('U-725', `${program} is not there`);
      return ended.code === 0 ? ok(undefined) : refusedAs(source, `${ended.said}\n${ended.complaints}`, 'U-724');
    },
  };
}

const isAddress = (source: string): boolean => /^https?:/i.test(source);

/** How long it may take until an address has given the first of an update, seconds. */
const addressWithinSeconds = 120;

/** Only root may read an update from an address (through a device of the kernel): the service does it for us. */
async function inspectedByService(bus: string, address: string): Promise<Result<UpdateOffer>> {
  const method = ['de.pengutronix.rauc', '/', 'de.pengutronix.rauc.Installer', 'InspectBundle', 'sa{sv}'];
  const asked = ['--system', '--json=short', `--timeout=${addressWithinSeconds}`, 'call', ...method, address, '0'];
  const ended = await run(bus, asked);
  if (ended === undefined) return failed('U-725', `${bus} is not there`);
  if (ended.code !== 0) return refusedAs(address, ended.complaints, 'U-723');
  const told = toldSchema.safeParse(parsed(ended.said));
  if (!told.success) return failed('U-723', 'RAUC does not say which version it is');
  const { version, compatible } = told.data.data[0].update.data;
  return ok({ version: version.data, compatible: compatible.data });
}

/** What `busctl --json=short` makes of the dictionary of `InspectBundle`, RAUC 1.13: each value with its type beside it. */
const wordSchema = z.looseObject({ data: z.string() });
const updateSchema = z.looseObject({ data: z.looseObject({ version: wordSchema, compatible: wordSchema }) });
const toldSchema = z.looseObject({ data: z.tuple([z.looseObject({ update: updateSchema })]) });

/** A line of `rauc install`: ` 40% Copying image to root.1`. */
export function progressIn(line: string): UpdateProgress | undefined {
  const [, percent, doing] = /^\s*(\d{1,3})% (.+)$/.exec(line) ?? [];
  return percent === undefined || doing === undefined ? undefined : { percent: Number(percent), doing: doing.trim() };
}

/**
 * What RAUC complains of, by what it means for whoever asked. Lines of progress are none of it: each update that is
 * written passes `20% Verifying signature`, whatever breaks afterwards.
 */
function refusedAs(source: string, said: string, otherwise: 'U-723' | 'U-724') {
  const complaint = complaintIn(said);
  // What the file is called says nothing of it.
  const meaning = complaint.replaceAll(source, '');
  if (/signature|certificate|verif|keyring|compatible|digest|hash/i.test(meaning)) return failed('U-720', complaint);
  if (/older than/i.test(meaning)) return failed('U-721', complaint);
  return failed(otherwise, complaint);
}

/** The reason where RAUC gives one; what it said last where it gives none. */
function complaintIn(said: string): string {
  const lines = said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && progressIn(line) === undefined);
  const reason = lines
    .findLast((line) => line.startsWith(lastError))
    ?.slice(lastError.length)
    .trim();
  return reason || (lines.at(-1) ?? '');
}

/** How `rauc install` begins the line that says why. */
const lastError = 'LastError:';

/** `rauc info --output-format=json`, RAUC 1.13. */
const infoSchema = z.looseObject({ version: z.string(), compatible: z.string() });

function offerIn(text: string): Result<UpdateOffer> {
  const info = infoSchema.safeParse(parsed(text));
  if (!info.success) return failed('U-723', 'rauc info does not say which version it is');
  const { version, compatible } = info.data;
  return ok({ version, compatible });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface RanRauc {
  readonly code: number | null;
  readonly said: string;
  readonly complaints: string;
}

/** Undefined where there is no such program. */
function run(program: string, words: readonly string[], onLine?: (line: string) => void): Promise<RanRauc | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    let [said, complaints, pending] = ['', '', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const lines = (pending + text).split('\n');
      pending = lines.pop() ?? '';
      for (const line of lines) onLine?.(line);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaints += text;
    });
    child.once('error', () => resolve(undefined));
    child.once('close', (code) => resolve({ code, said, complaints }));
  });
}
