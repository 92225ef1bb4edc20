import type { Check, Value } from '../diagnostics/check.ts';
import type { CheckFinding, Report } from '../diagnostics/report.ts';
import { gatewayServices } from '../eligibility/wire.ts';
import { sinkNames } from '../outbox/sinks/sinkNames.ts';
import type { ProblemCode } from '../problem/catalogue.ts';
import { technicalParts } from './technical.ts';

/** What a check measured, as the bundle tells it. */
export interface ToldCheck {
  readonly id: string;
  readonly title: string;
  readonly ok: boolean;
  readonly ms: number;
  readonly values: Readonly<Record<string, Value>>;
}

export interface ToldFinding {
  readonly id: string;
  readonly number: ProblemCode;
  readonly severity: CheckFinding['severity'];
  readonly says: string;
  /** What is technical in what the world said of it; empty where nothing is. */
  readonly detail: string;
  readonly next: string;
}

/** Checks as they go to others: in the words of the catalogue, with what was measured. */
export interface ToldChecks {
  readonly ok: boolean;
  readonly findings: readonly ToldFinding[];
  readonly checks: readonly ToldCheck[];
  readonly skipped: Report['skipped'];
}

/** Words that a check measured and that the machine itself said: names of devices, files, programs. */
const toldAsWords: ReadonlySet<string> = new Set([
  'camera.resolution',
  'card-camera.resolution',
  'configuration.file',
  'data-folder.path',
  'data-folder.mode',
  'deliveries.sinks',
  'face.profile',
  'gateway.blame',
  'network.links',
  'pcsc.version',
  'pcsc.drivers',
  'pcsc.readers',
  'pcsc.others',
  'program.version',
  'program.node',
  'program.digest',
  'reader.name',
  'reader.card',
  'reader.kind',
  'service.alerts',
  'sound.cards',
]);

/** Of what a check measures one of several: receivers, services that answer, disks. */
const several = new Set<string>([...sinkNames, ...Object.keys(gatewayServices)]);
const disk = /^(mmcblk|nvme|sd|vd|hd)[a-z0-9]{1,8}$/;

/**
 * What a name of a measured value says: `check.measure`, or `check.which.measure`. Undefined for what is in no
 * catalogue: it is nobody's business what that is.
 */
export function measureNamed(checks: readonly Check[], name: string) {
  const [id, ...rest] = name.split('.');
  const measure = rest.at(-1);
  const which = rest.slice(0, -1);
  const check = checks.find((each) => each.id === id);
  if (!check || measure === undefined || !which.every((part) => several.has(part) || disk.test(part))) return undefined;
  const found = check.measures[measure];
  return found && { ...found, title: check.title };
}

/** A report without a word that is not the program's own or the machine's. @param catalogue every check there is */
export function toldChecks(catalogue: readonly Check[], report: Report): ToldChecks {
  return {
    ok: report.ok,
    findings: report.findings.flatMap((finding) => toldFinding(catalogue, finding)),
    checks: report.checks.flatMap(({ id, ok, ms, values }) => {
      const check = catalogue.find((each) => each.id === id);
      if (!check) return [];
      const told = Object.entries(values).flatMap(([name, value]): [string, Value][] => {
        const whole = `${id}.${name}`;
        if (!measureNamed(catalogue, whole)) return [];
        return [[name, typeof value === 'string' && !toldAsWords.has(whole) ? technicalParts(value) : value]];
      });
      return [{ id, title: check.title, ok, ms, values: Object.fromEntries(told) }];
    }),
    skipped: report.skipped.filter(({ id }) => catalogue.some((each) => each.id === id)),
  };
}

/** Those that any check may have stand in no catalogue. */
const ofAnyCheck: Readonly<Record<string, string>> = {
  unfinished: '点検が時間内に終わりませんでした',
  broken: '点検そのものが失敗しました（プログラムの不具合）',
};

function toldFinding(catalogue: readonly Check[], finding: CheckFinding): readonly ToldFinding[] {
  const at = finding.id.indexOf('.');
  const [id, fault] = [finding.id.slice(0, at), finding.id.slice(at + 1)];
  const check = catalogue.find((each) => each.id === id);
  const own = check?.faults[fault];
  const says = own?.says ?? ofAnyCheck[fault];
  if (!check || says === undefined) return [];
  const { number, severity, next } = finding;
  const detail = finding.says.startsWith(says) ? technicalParts(finding.says.slice(says.length)) : '';
  return [{ id: finding.id, number, severity, says, detail, next: own?.next ?? next }];
}
