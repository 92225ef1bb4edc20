import { setTimeout as sleep } from 'node:timers/promises';
import { namesOnEsp } from '../diskSeen.ts';
import { pressTogether } from '../machine/touch.ts';
import { tampered } from '../updates/tampered.ts';
import { comesUpWith, refused, serving, startMs, updatedFromStick } from './atTheKiosk.ts';
import { type Case, type Group, minute, must, type Proof } from './group.ts';

const caseMs = 25 * minute;

/** What a keyboard may ask of Linux, of a terminal and of a browser; a kiosk gives nothing of it. */
const shortcuts: readonly (readonly string[])[] = [
  // The kernel's own (SysRq): restart, end all, kill all, switch off.
  ...['b', 'e', 'i', 'o'].map((key) => ['alt', 'sysrq', key]),
  ['ctrl', 'alt', 'delete'],
  ['ctrl', 'alt', 'f2'],
  ['alt', 'f4'],
  ...['n', 't', 'o', 'h'].map((key) => ['ctrl', key]),
];
const answersMs = 5_000;

/** Updates that must not be taken. */
export const refusals: Group = {
  name: 'refusals',
  about:
    'keys of a keyboard; updates signed by strangers, older, changed at three places: refused, and the kiosk serves',
  minutes: 22,
  needs: ['strangers', 'older'],
  cases(proof: Proof): readonly Case[] {
    const kiosk = proof.kiosk('refusals');
    const { update, old, good } = proof;
    const unchanged = () =>
      must(namesOnEsp(kiosk.disk, '/EFI/uketsuke').join() === 'a.efi', 'a kernel was put in place');
    const changed = (name: string, part: number, code: string) => ({
      name: `changed ${name}`,
      limitMs: caseMs,
      async work() {
        const file = tampered(good.file, proof.own('tampered.raucb'), part);
        const said = await refused(proof, kiosk, file, code);
        unchanged();
        return said;
      },
    });
    return [
      {
        name: 'the kiosk serves',
        isStart: true,
        limitMs: startMs,
        work: async () =>
          `slot ${(await comesUpWith(proof, kiosk, { version: old.version, picture: 'refusals' })).slot}`,
      },
      {
        name: 'keys that restart a computer, end its programs or lead out of a browser',
        limitMs: caseMs,
        async work() {
          const { qmp, line } = kiosk.machine;
          const since = line.mark;
          for (const keys of shortcuts) {
            await pressTogether(qmp, keys);
            await sleep(answersMs);
          }
          await serving(kiosk, proof.picture('refusals-keys'), old.version);
          const answer = /sysrq.*|BdsDxe.*|uketsuke: slot .*(proven|on trial).*/.exec(line.said.slice(since));
          must(answer === null, `it answers: ${answer?.[0]}`);
          return `${shortcuts.length} of them, and the screen is free`;
        },
      },
      {
        name: 'signed by somebody else',
        limitMs: caseMs,
        async work() {
          const said = await refused(proof, kiosk, update('strangers'), 'U-720');
          unchanged();
          return said;
        },
      },
      {
        name: 'older than what runs',
        limitMs: caseMs,
        async work() {
          const said = await refused(proof, kiosk, update('older'), 'U-721');
          unchanged();
          return said;
        },
      },
      changed('at its beginning', 0.001, 'U-724'),
      changed('in its signature', 1, 'U-720'),
      changed('in the middle', 0.5, 'U-724'),
      {
        name: 'after all that the same system starts, and serves',
        isStart: true,
        limitMs: startMs,
        async work() {
          await kiosk.switchOff();
          const { slot } = await comesUpWith(proof, kiosk, { version: old.version, picture: 'refusals-after' });
          must(slot === 'a', `slot ${slot} was started`);
          return `slot ${slot}`;
        },
      },
    ];
  },
};

/** An update whose root is not the one that its signed kernel names: taken, tried three times, left. */
export const anotherRoot: Group = {
  name: 'another-root',
  about: 'the signed kernel names another root than the one that came with it: three tries, then back',
  minutes: 16,
  needs: ['another-root'],
  cases(proof) {
    const kiosk = proof.kiosk('another-root');
    const { old, update, picture } = proof;
    return [
      {
        name: 'it is taken: its signature is right',
        limitMs: startMs + 20 * minute,
        async work() {
          await comesUpWith(proof, kiosk, { version: old.version, picture: 'another-root' });
          const ended = await updatedFromStick(proof, kiosk, update('another-root'));
          must(ended.kind === 'installed', `it ended with ${JSON.stringify(ended)}`);
          return 'installed';
        },
      },
      {
        name: 'three tries end before anything of it runs, and the old system serves',
        limitMs: 2 * startMs,
        async work() {
          await kiosk.switchOff();
          await kiosk.switchOn();
          const { slot } = await serving(kiosk, picture('another-root-back'), old.version);
          const tries = kiosk.machine.line.said.split('the root is not what was signed').length - 1;
          must(tries === 3, `it was tried ${tries} times`);
          return `slot ${slot} after ${tries} tries`;
        },
      },
    ];
  },
};

/** An update that starts, and whose kiosk never serves anybody. */
export const neverWell: Group = {
  name: 'never-well',
  about: 'a version that starts and never gets well: three tries of its deadline, then back',
  minutes: 45,
  needs: ['never-well'],
  cases(proof) {
    const kiosk = proof.kiosk('never-well');
    const { old, update, picture } = proof;
    return [
      {
        name: 'it is taken: its signature is right',
        limitMs: startMs + 30 * minute,
        async work() {
          await comesUpWith(proof, kiosk, { version: old.version, picture: 'never-well' });
          const ended = await updatedFromStick(proof, kiosk, update('never-well'));
          must(ended.kind === 'installed', `it ended with ${JSON.stringify(ended)}`);
          return 'installed';
        },
      },
      {
        name: 'it is started three times, each until its deadline, and the old system serves',
        limitMs: 45 * minute,
        async work() {
          await kiosk.switchOff();
          await kiosk.switchOn();
          for (let tried = 1; tried <= 3; tried += 1) {
            await kiosk.machine.line.until(new RegExp(`(not well in time[^]*){${tried}}`), startMs);
            await kiosk.machine.picture(picture(`never-well-${tried}`));
          }
          const { line } = kiosk.machine;
          await kiosk.started(startMs, line.mark);
          const { slot } = await serving(kiosk, picture('never-well-back'), old.version);
          return `slot ${slot}`;
        },
      },
    ];
  },
};
