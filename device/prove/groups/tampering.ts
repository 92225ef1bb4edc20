import { execFileSync } from 'node:child_process';
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mebibyte } from '../../image/partitions.ts';
import { areReadable, bootEntriesOn, changeByte, partitionOn } from '../diskSeen.ts';
import { plugTelephone, wasSpokenTo } from '../usb/telephone.ts';
import { comesUpWith, serving, startMs, updatedFromStick } from './atTheKiosk.ts';
import { type Group, minute, must } from './group.ts';

/** A signed kernel that was changed on the disk, where the firmware's partition is open to everybody. */
export const changedKernel: Group = {
  name: 'changed-kernel',
  about: 'one byte of the new system’s signed kernel is changed on the disk: the old one serves',
  minutes: 26,
  cases(proof) {
    const kiosk = proof.kiosk('changed-kernel');
    const { old, good, picture } = proof;
    return [
      {
        name: 'the good update is in, and its kernel is changed while the kiosk is off',
        limitMs: startMs + 30 * minute,
        async work() {
          await comesUpWith(proof, kiosk, { version: old.version, picture: 'changed-kernel' });
          const ended = await updatedFromStick(proof, kiosk, good.file);
          must(ended.kind === 'installed', `it ended with ${JSON.stringify(ended)}`);
          await kiosk.switchOff();
          const file = join(kiosk.folder, 'b.efi');
          const volume = `${kiosk.disk}@@${mebibyte}`;
          execFileSync('mcopy', ['-o', '-i', volume, '::/EFI/uketsuke/b.efi', file]);
          changeByte(file, 4 * mebibyte);
          execFileSync('mcopy', ['-o', '-i', volume, file, '::/EFI/uketsuke/b.efi']);
          rmSync(file);
          return `entries ${bootEntriesOn(kiosk.disk).join(' ')}`;
        },
      },
      {
        name: 'it is not started, and the old system serves',
        isStart: true,
        limitMs: 2 * startMs,
        async work() {
          await kiosk.switchOn();
          const { slot } = await serving(kiosk, picture('changed-kernel-after'), old.version);
          return `slot ${slot} (${bootEntriesOn(kiosk.disk).join(' ')})`;
        },
      },
    ];
  },
};

const drawnMs = 15_000;

/** The disk in the hands of somebody else. */
export const elsewhere: Group = {
  name: 'elsewhere',
  about: 'the disk in another machine, which has the same keys: the data stay shut, and nothing of them can be read',
  minutes: 12,
  cases(proof) {
    const kiosk = proof.kiosk('elsewhere');
    const { old, picture, visits } = proof;
    const words = ['SQLite format 3', 'kiosk.config.json', 'ひいらぎ内科クリニック', 'webhook.secret'];
    return [
      {
        name: 'a patient comes, a telephone is charged that offers its line, and the kiosk is switched off',
        limitMs: 2 * startMs,
        async work() {
          await comesUpWith(proof, kiosk, { version: old.version, picture: 'elsewhere' });
          const heard = proof.own('telephone.pcap');
          await plugTelephone(kiosk.machine.qmp, heard);
          await visits.one(kiosk, picture);
          must(!wasSpokenTo(heard), 'the kiosk uses the telephone’s line');
          await kiosk.switchOff();
          return 'one reception; nothing was said to the telephone';
        },
      },
      {
        name: 'nothing of it can be read off the disk',
        limitMs: 5 * minute,
        async work() {
          const found = areReadable(kiosk.disk, partitionOn(kiosk.disk, 'data'), words);
          must(found.length === 0, `readable: ${found.join(', ')}`);
          return `none of ${words.length} words that stand in it`;
        },
      },
      {
        name: 'in another machine the data stay shut',
        limitMs: startMs,
        async work() {
          const [tpm, aside] = [join(kiosk.folder, 'tpm'), join(kiosk.folder, 'tpm.own')];
          renameSync(tpm, aside);
          await kiosk.switchOn();
          await kiosk.machine.line.until(/ecovery key|passphrase|U-727/i, startMs);
          const { said } = kiosk.machine.line;
          must(!/uketsuke: data: (opened|made)/.test(said), 'the data were opened');
          // The screen is a moment behind the line.
          await sleep(drawnMs);
          await kiosk.machine.picture(picture('elsewhere-shut'));
          await kiosk.cutPower();
          rmSync(tpm, { recursive: true, force: true });
          renameSync(aside, tpm);
          return 'the recovery key is asked for';
        },
      },
      {
        name: 'back in its own machine it serves, also beside a disk on USB whose partitions have the same names',
        isStart: true,
        limitMs: startMs,
        async work() {
          await kiosk.switchOn(proof.image);
          const { slot } = await serving(kiosk, picture('elsewhere-back'), old.version);
          // Its mark is written to the first partition: that of the image is read only here, and has none.
          await kiosk.isGood(startMs);
          await kiosk.switchOff();
          return `slot ${slot}, good`;
        },
      },
    ];
  },
};
