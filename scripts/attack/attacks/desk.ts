import { access } from '../../../src/desk/roles.ts';
import { openPage } from '../page.ts';
import { addressOf } from '../target.ts';
import type { Attack } from '../verdict.ts';
import { ask, askPatiently, sendRaw } from '../wire.ts';

const json = { 'content-type': 'application/json' };
/** An account that nobody has: no one is locked out by trying it. */
const nobody = { name: 'attack-script-nobody', password: 'not a password of anybody' };

/** Files outside what the desk serves, as some servers have given them away. */
const outside = [
  '/../package.json',
  '/..%2fpackage.json',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/....//etc/passwd',
  '/desk.css/../../../etc/passwd',
  '//etc/passwd',
  '/desk.css%00.html',
];

export const deskAttacks: readonly Attack[] = [
  {
    id: 'desk-without-session',
    tries: 'use every route of the desk without having signed in',
    needs: ['desk'],
    async through(target) {
      const desk = addressOf(target, 'desk');
      const through: string[] = [];
      for (const [key, who] of Object.entries(access)) {
        if (who === 'anyone') continue;
        const [method = 'GET', path = '/'] = key.split(' ');
        const { status } = await askPatiently(new URL(path.replace(':id', '1'), desk), { method, headers: json });
        // A page sends on to the sign-in; nothing else is answered.
        if (status < 300 || status >= 500) through.push(`${key} answered ${status}`);
      }
      return through;
    },
  },
  {
    id: 'desk-forged-forms',
    tries: 'change something at the desk without the token of its pages',
    needs: ['desk'],
    async through(target) {
      const desk = addressOf(target, 'desk');
      const through: string[] = [];
      for (const key of Object.keys(access).filter((each) => each.startsWith('POST '))) {
        const path = key.slice('POST '.length).replace(':id', '1');
        for (const headers of [json, { 'content-type': 'application/x-www-form-urlencoded' }]) {
          const { status } = await askPatiently(new URL(path, desk), { method: 'POST', headers, body: '' });
          if (status < 400 && !(status >= 300)) through.push(`${key} answered ${status}`);
        }
      }
      return through;
    },
  },
  {
    id: 'desk-names-told',
    tries: 'tell from the answer to a wrong password whether an account exists',
    needs: ['desk'],
    async through(target) {
      const page = await openPage(addressOf(target, 'desk'));
      const said = new Set<string>();
      for (const name of [nobody.name, ` ${nobody.name}`, 'admin', 'root', '受付']) {
        const { status, body } = await page.postPatiently('/api/sign-in', JSON.stringify({ ...nobody, name }));
        said.add(`${status} ${body}`);
      }
      return said.size === 1 ? [] : [...said];
    },
  },
  {
    id: 'desk-files-outside',
    tries: 'read files that the desk does not serve',
    needs: ['desk'],
    async through(target) {
      const desk = addressOf(target, 'desk');
      const through: string[] = [];
      for (const path of outside) {
        const lines = [`GET ${path} HTTP/1.1`, `Host: ${new URL(desk).host}`, 'Connection: close'];
        const { status, text } = await sendRaw(desk, ...lines);
        if (status === 200 || /root:|"dependencies"/.test(text)) through.push(`${path} answered ${status}`);
      }
      return through;
    },
  },
  {
    id: 'desk-headers',
    tries: 'frame the desk, keep its pages, run scripts of others in it',
    needs: ['desk'],
    async through(target) {
      const { headers } = await askPatiently(new URL('/sign-in', addressOf(target, 'desk')));
      const csp = String(headers['content-security-policy'] ?? '');
      const wrong = [
        [!/default-src 'none'/.test(csp) || /unsafe/.test(csp), 'scripts of others may run'],
        [!/frame-ancestors 'none'/.test(csp), 'it may be shown in a frame'],
        [headers['x-content-type-options'] !== 'nosniff', 'types are guessed'],
        [!/no-store/.test(String(headers['cache-control'] ?? '')), 'pages are kept'],
        [[headers['set-cookie'] ?? []].flat().some((cookie) => !isClosed(String(cookie))), 'a cookie is open'],
      ] as const;
      return wrong.flatMap(([isWrong, what]) => (isWrong ? [what] : []));
    },
  },
  {
    id: 'desk-oversized',
    tries: 'have the desk read ten million bytes, and JSON ten thousand deep',
    needs: ['desk'],
    async through(target) {
      const desk = addressOf(target, 'desk');
      const through: string[] = [];
      for (const body of ['x'.repeat(10_000_000), `${'['.repeat(10_000)}${']'.repeat(10_000)}`]) {
        const { status } = await ask(new URL('/api/sign-in', desk), { method: 'POST', headers: json, body });
        if (status !== 0 && (status < 400 || status >= 500)) through.push(`${body.length} bytes answered ${status}`);
      }
      return through;
    },
  },
];

function isClosed(cookie: string): boolean {
  return /;\s*secure/i.test(cookie) && /;\s*httponly/i.test(cookie) && /;\s*samesite=strict/i.test(cookie);
}
