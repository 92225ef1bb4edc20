import { access, constants, stat } from 'node:fs/promises';
import { check, fine, whyOf } from '../check.ts';

export const dataFolder = check({
  id: 'data-folder',
  title: 'データフォルダー',
  proves: 'データフォルダーがこの利用者だけのもので、書き込める',
  needs: ['dataFolder'],
  limitMs: 15_000,
  measures: { path: { says: '場所' }, mode: { says: '権限' }, isThere: { says: '作られている' } },
  faults: {
    open: {
      number: 'U-702',
      severity: 'warning',
      symptom: 'nothing',
      part: 'disk',
      says: 'データフォルダーを、ほかの利用者も開けます',
      next: '所有者だけにしてください（chmod 700）。受付機の起動でも直ります。',
    },
    strange: {
      number: 'U-702',
      severity: 'critical',
      symptom: 'not-started',
      part: 'disk',
      says: 'データフォルダーの場所に、フォルダーでないものがあります',
      next: '設定 kiosk.dataFolder を確認し、そこにあるものを別の場所に移してください。',
    },
    forbidden: {
      number: 'U-501',
      severity: 'critical',
      symptom: 'not-started',
      part: 'disk',
      says: 'データフォルダーを開けません',
      next: '受付機を動かす利用者が所有者か確認してください。点検も同じ利用者で実行してください。',
    },
  },
  async run({ dataFolder: { path } }) {
    try {
      const found = await stat(path);
      const mode = (found.mode & 0o777).toString(8).padStart(3, '0');
      if (!found.isDirectory()) return { values: { path, isThere: true }, found: [{ fault: 'strange', detail: path }] };
      await access(path, constants.R_OK | constants.X_OK);
      const isOpen = (found.mode & 0o077) !== 0;
      return { values: { path, mode, isThere: true }, found: isOpen ? [{ fault: 'open', detail: mode }] : [] };
    } catch (error) {
      const why = whyOf(error);
      // Before the first start there is none, and that start makes it.
      if (why === 'ENOENT') return fine({ path, isThere: false });
      return { values: { path }, found: [{ fault: 'forbidden', detail: `${path}：${why}` }] };
    }
  },
});
