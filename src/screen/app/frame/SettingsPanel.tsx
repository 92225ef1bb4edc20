import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useAllowed, useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { Phrases } from '../screens/Phrases.tsx';
import { Title } from '../screens/Title.tsx';

/** 文字・音声: how the screen is seen and heard, a line each. What is changed is seen at once, on this page too. */
export function SettingsPanel() {
  const { view, words } = useKiosk();
  const { settings } = words;
  const { text, contrast, calm, low, voice, volume, speed } = view.settings;
  const turn = (isOn: boolean) => (isOn ? settings.turnOff : settings.turnOn);
  return (
    <main class="panel">
      <Title>{settings.title}</Title>
      <div class="setting-list">
        <Setting name={settings.text} now={`${text} %`}>
          <Change action="text.smaller">{settings.smaller}</Change>
          <Change action="text.larger">{settings.larger}</Change>
        </Setting>
        <Setting name={settings.contrast} now={settings.contrasts[contrast]}>
          <Change action="contrast.next">{settings.next}</Change>
        </Setting>
        <Setting name={settings.voice} isOn={voice === 'on'}>
          <Change action="voice.toggle">{turn(voice === 'on')}</Change>
        </Setting>
        {voice === 'on' && (
          <>
            <Setting name={settings.volume} now={`${volume} / 5`}>
              <Change action="voice.quieter">{settings.quieter}</Change>
              <Change action="voice.louder">{settings.louder}</Change>
            </Setting>
            <Setting name={settings.speed} now={settings.speeds[speed]}>
              <Change action="voice.slower">{settings.slower}</Change>
              <Change action="voice.faster">{settings.faster}</Change>
            </Setting>
          </>
        )}
        <Setting name={settings.calm} isOn={calm}>
          <Change action="calm.toggle">{turn(calm)}</Change>
        </Setting>
        <Setting name={settings.low} isOn={low}>
          <Change action="low.toggle">{turn(low)}</Change>
        </Setting>
      </div>
      <Press action="voice.again" class="answer" hideWhenNotAllowed>
        {settings.again}
      </Press>
      <Press action="panel.close" class="answer answer-main">
        {settings.close}
      </Press>
    </main>
  );
}

interface SettingProps {
  readonly name: string;
  readonly now?: string;
  /** Instead of a value: whether it is on. */
  readonly isOn?: boolean;
  readonly children: ComponentChildren;
}

function Setting({ name, now, isOn, children }: SettingProps) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: the legend of a fieldset stands in no grid
    <div class="setting" role="group" aria-labelledby={id}>
      <p class="setting-words" id={id}>
        <Phrases>{name}</Phrases>
        {now !== undefined && (
          <span class="setting-now" role="status">
            <Phrases>{now}</Phrases>
          </span>
        )}
        {isOn !== undefined && (
          <span class="setting-lamp" role="status" aria-label={String(isOn)}>
            {isOn ? '●' : '○'}
          </span>
        )}
      </p>
      <div class="pair">{children}</div>
    </div>
  );
}

function Change({ action, children }: { readonly action: string; readonly children: string }) {
  const isAllowed = useAllowed(action);
  return (
    <Press action={action} class={isAllowed ? 'half' : 'half half-off'}>
      {children}
    </Press>
  );
}
