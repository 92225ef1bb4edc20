import { useState } from 'preact/hooks';
import type { BenchView } from '../../benchView.ts';
import { useKiosk } from '../kiosk.ts';
import { Keyboard } from './Keyboard.tsx';

const fields = [
  { name: 'name', says: '名前またはID', type: 'text', most: 60 },
  { name: 'password', says: 'パスワード', type: 'password', most: 128 },
  { name: 'code', says: '認証アプリの番号（6桁）または予備コード', type: 'text', most: 20 },
] as const;
type Field = (typeof fields)[number]['name'];

const empty: Readonly<Record<Field, string>> = { name: '', password: '', code: '' };

/** Who is it? By a keyboard, or by the one on the glass. What was typed is gone once it is sent. */
export function Door({ door }: { readonly door: Extract<BenchView, { stage: 'door' }> }) {
  const { tell } = useKiosk();
  const [typed, setTyped] = useState(empty);
  const [at, setAt] = useState<Field>('name');
  const put = (field: Field, text: string): void => {
    const { most } = fields.find(({ name }) => name === field) ?? fields[0];
    setTyped((before) => ({ ...before, [field]: text.slice(0, most) }));
  };
  const isComplete = typed.name !== '' && typed.password !== '' && (typed.code !== '' || door.demo !== null);
  const send = (): void => {
    if (!isComplete || door.state === 'checking') return;
    tell({ kind: 'sign-in', ...typed });
    setTyped((before) => ({ ...empty, name: before.name }));
  };
  return (
    <main class="bench-door">
      <h2>保守担当の方のサインイン</h2>
      <p role="alert" class={door.said === null ? 'bench-quiet' : 'bench-bad'}>
        {door.said ?? '患者さんの方は、受付窓口へお越しください。'}
      </p>
      {door.demo && (
        <p class="bench-demo">
          体験用: 名前 <b>{door.demo.name}</b>、パスワード <b>{door.demo.password}</b>（番号は不要）
        </p>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {fields.map(({ name, says, type }) => (
          <label key={name} class={at === name ? 'at' : ''}>
            {says}
            <input
              name={name}
              {...(type === 'password' ? { type } : {})}
              inputMode="none"
              autocomplete="off"
              value={typed[name]}
              onFocus={() => setAt(name)}
              onInput={({ currentTarget }) => put(name, currentTarget.value)}
            />
          </label>
        ))}
        <Keyboard
          onKey={(key) => put(at, typed[at] + key)}
          onErase={() => put(at, [...typed[at]].slice(0, -1).join(''))}
        />
        <button type="submit" class="bench-button bench-main" disabled={!isComplete || door.state === 'checking'}>
          {door.state === 'checking' ? '確認中' : 'サインイン'}
        </button>
      </form>
    </main>
  );
}
