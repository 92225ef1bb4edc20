import { access, constants, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { check, type Found, whyOf } from '../check.ts';

export const shares = check({
  id: 'shares',
  title: '共有フォルダー',
  proves: '院内システムと受け渡しをする共有フォルダーが接続され、書き込める',
  needs: ['shares'],
  limitMs: 15_000,
  mending: { says: '共有が接続されるのを待ちます' },
  measures: { folders: { says: '調べたフォルダー' } },
  faults: {
    'not-mounted': {
      number: 'U-510',
      severity: 'critical',
      symptom: 'not-delivered',
      part: 'network',
      says: '共有フォルダーが接続されていません',
      next: '共有の接続を確認してください（パソコンではマウントと設定のフォルダー名、専用の装置では送信先の場所・利用者名・パスワードと、中のfaceフォルダー）。フォルダーを受付機の側に作ってはいけません。',
    },
    forbidden: {
      number: 'U-510',
      severity: 'critical',
      symptom: 'not-delivered',
      part: 'configuration',
      says: '共有フォルダーに書き込めません',
      next: '共有の権限と、受付機が接続に使う利用者を確認してください。',
    },
  },
  async run({ shares: all }) {
    const found: Found<'not-mounted' | 'forbidden'>[] = [];
    for (const { name, folder, holds, number } of all) {
      for (const each of holds) {
        const path = join(folder, each);
        try {
          if (!(await stat(path)).isDirectory()) throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' });
          await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
        } catch (error) {
          const why = whyOf(error);
          const fault = why === 'EACCES' || why === 'EROFS' || why === 'EPERM' ? 'forbidden' : 'not-mounted';
          found.push({ fault, detail: `${name}：${path} ${why}`, ...(number === 'U-410' ? { number } : {}) });
          break;
        }
      }
    }
    return { values: { folders: all.length }, found };
  },
});
