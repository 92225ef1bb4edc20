import { useEffect, useState } from 'preact/hooks';
import type { BenchView, StepState } from '../../benchView.ts';
import { useKiosk } from '../kiosk.ts';
import { BenchButton } from './BenchButton.tsx';
import { Plot } from './Plot.tsx';
import { Rows } from './Rows.tsx';
import { Touch } from './Touch.tsx';

const stateWords: Readonly<Record<StepState, string>> = {
  open: '未実施',
  running: '実行中',
  passed: '合格',
  failed: '不合格',
  skipped: '対象外',
};

/** The hours a burn-in can be told to last, by their actions. */
const burnIns = [
  ['tech.run.m1', '1分（試し）'],
  ['tech.run.h1', '1時間'],
  ['tech.run.h8', '8時間'],
  ['tech.run.h24', '24時間'],
] as const;

/** One step: what to do, what came of it against its limits, how it moved, and what the technician writes to it. */
export function StepPanel({ bench }: { readonly bench: Extract<BenchView, { stage: 'bench' }> }) {
  const { step, menu, rows, findings, plots, said } = bench;
  const state = menu.find(({ id }) => id === step.id)?.state ?? 'open';
  return (
    <main class="bench-main-area">
      <nav class="bench-menu" aria-label="手順">
        <ol>
          {menu.map((each, at) => (
            <li key={each.id} data-state={each.state} aria-current={each.id === step.id ? 'step' : undefined}>
              <BenchButton action={`tech.step.${each.id}`} current={each.id === step.id} always>
                <span class="bench-menu-title">
                  {at + 1}. {each.title}
                </span>
                <small>{stateWords[each.state]}</small>
              </BenchButton>
            </li>
          ))}
        </ol>
      </nav>
      <section class="bench-step" data-step={step.id} data-state={state}>
        <h2>
          {step.title} <span class="bench-state">{stateWords[state]}</span>
        </h2>
        <p class="bench-guide">{step.guide}</p>
        {said !== null && (
          <p class="bench-said" role="status">
            {said}
          </p>
        )}
        {step.kind === 'touch' && <Touch />}
        {step.kind === 'report' && <Summary menu={menu} />}
        {plots.length > 0 && (
          <div class="bench-plots">
            {plots.map((plot) => (
              <Plot key={plot.says} plot={plot} />
            ))}
          </div>
        )}
        {findings.map(({ number, severity, says, next }) => (
          <p key={says} class="bench-finding" data-severity={severity}>
            <b>{says}</b>（{number}）<br />
            {next}
          </p>
        ))}
        <Rows rows={rows} />
        <Note step={step.id} note={bench.note} />
      </section>
      <div class="bench-actions">
        {burnIns.map(([action, says]) => (
          <BenchButton key={action} action={action}>
            {says}
          </BenchButton>
        ))}
        <BenchButton action="tech.run" main={state === 'open'}>
          {step.kind === 'live' ? '映像を見る' : step.kind === 'sound' ? '音を鳴らす' : '実行する'}
        </BenchButton>
        <BenchButton action="tech.stop" main>
          止める
        </BenchButton>
        <BenchButton action="tech.heard.yes">聞こえた</BenchButton>
        <BenchButton action="tech.heard.no">聞こえない</BenchButton>
        <BenchButton action="tech.report" main>
          報告書を作る
        </BenchButton>
        <BenchButton action="tech.next" main={state !== 'open'}>
          次の手順へ
        </BenchButton>
      </div>
    </main>
  );
}

/** How all steps stand, before they are signed. */
function Summary({ menu }: { readonly menu: Extract<BenchView, { stage: 'bench' }>['menu'] }) {
  return (
    <ul class="bench-summary">
      {menu
        .filter(({ id }) => id !== 'report')
        .map(({ id, title, state }) => (
          <li key={id} data-state={state}>
            {title} <b>{stateWords[state]}</b>
          </li>
        ))}
    </ul>
  );
}

/** Sent when the field is left. */
function Note({ step, note }: { readonly step: string; readonly note: string }) {
  const { tell } = useKiosk();
  const [text, setText] = useState(note);
  useEffect(() => setText(note), [step, note]);
  return (
    <label class="bench-note">
      メモ
      <input
        name="note"
        maxLength={200}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onBlur={() => text !== note && tell({ kind: 'note', text })}
      />
    </label>
  );
}
