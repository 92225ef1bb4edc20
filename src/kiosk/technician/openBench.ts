import type { Actor } from 'xstate';
import { auditKeySource, readSigningKey } from '../../audit/signingKey.ts';
import { auditPaths } from '../../audit/trailStore.ts';
import type { CardChannel } from '../../card/reader.ts';
import { technicianAtKiosk } from '../../desk/accounts/technicianDoor.ts';
import type { SelfTest } from '../../diagnostics/selfTest.ts';
import { ok } from '../../problem/result.ts';
import { earcon } from '../../speech/earcons.ts';
import { Bench } from '../../technician/bench.ts';
import type { Readiness } from '../../technician/report/readiness.ts';
import type { KeptReports } from '../../technician/report/reports.ts';
import type { KioskMachine } from '../../visit/machine.ts';
import type { LastSeen } from '../diagnosis/lastSeen.ts';
import type { KioskSetting } from '../options.ts';
import type { Records } from '../records.ts';
import type { Staff } from '../staff.ts';
import { readTestCard } from './readsOfCard.ts';

export interface BenchParts {
  readonly actor: Actor<KioskMachine>;
  readonly records: Records;
  readonly staff: Staff;
  readonly selfTest: Pick<SelfTest, 'ask'>;
  readonly reports: KeptReports;
  readonly lastSeen: Pick<LastSeen, 'readWell'>;
  /** The line to the card that lies there. */
  readonly channel: () => CardChannel | undefined;
  readonly device: () => Omit<Readiness['device'], 'clinic' | 'kiosk'>;
}

/** The technician's bench of this kiosk: over its own checks, its own reader, its own accounts. */
export function openBench({ settings, surroundings, now }: KioskSetting, parts: BenchParts): Bench {
  const { actor, records, staff, selfTest, reports, lastSeen, channel, device } = parts;
  const { audit } = records.chronicle;
  const bench = new Bench({
    run: (only, signal, onStep) => selfTest.ask(only, signal, onStep),
    async readCard(signal) {
      const read = await readTestCard(channel(), surroundings.trustAnchors, () => new Date(now()), signal);
      if (read.ok) lastSeen.readWell();
      return read;
    },
    playSound: (signal) =>
      surroundings.sound.out.play({ sound: earcon('done'), said: { kind: 'signal', name: 'done' } }, 'room', signal),
    signIn: ({ name, password, code }) => technicianAtKiosk({ ...staff, audit }, { name, password, code }),
    send: (event) => actor.send(event),
    keep(session) {
      const kept = reports.keep(session, { clinic: settings.clinicName, kiosk: settings.kiosk, ...device() });
      if (!kept.ok) return kept;
      const { id, ready } = kept.value.report;
      const recorded = audit.append({ type: 'diagnostics.reported', staff: session.by.id, report: id, ready });
      return recorded.ok ? ok(id) : recorded;
    },
    ended: ({ id }, why) => void audit.append({ type: 'diagnostics.ended', staff: id, why }),
    demo: staff.demo?.technician ?? null,
    now,
  });
  let isThere = false;
  actor.subscribe((snapshot) => {
    const isIn =
      snapshot.matches({ service: 'diagnostics' }) && !snapshot.matches({ service: { diagnostics: 'leaving' } });
    if (isThere && !isIn) bench.left();
    isThere = isIn;
  });
  return bench;
}

/** Where the reports of this kiosk are signed: with the key of its audit trail as it is now. */
export function reportSigner({
  dataFolder,
  credentialsFolder,
}: Pick<KioskSetting, 'dataFolder' | 'credentialsFolder'>) {
  return readSigningKey(auditKeySource(auditPaths(dataFolder).keyFile, credentialsFolder), false);
}
