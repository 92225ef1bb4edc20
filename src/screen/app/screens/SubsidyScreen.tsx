import { RefundIcon } from '../drawings/icons.tsx';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { Title } from './Title.tsx';
import type { ViewFor } from './viewFor.ts';

/** 医療費助成: what PMH has for this patient; several certificates may be taken or left one by one. */
export function SubsidyScreen({ view }: { readonly view: ViewFor<'subsidy'> }) {
  const { subsidy } = useKiosk().words;
  const oneByOne = view.certificates.length > 1;
  return (
    <main class="question consent-items subsidy">
      <Title>{subsidy.title[view.verb]}</Title>
      <ul class="rows">
        {view.certificates.map(({ id, name, chosen, reimbursed }) => (
          <li key={id} class="row">
            <span class="item-words certificate-words" id={`certificate-${id}`}>
              <b>{name ?? subsidy.unnamed}</b>
              {reimbursed && (
                <span class="reimbursed">
                  <RefundIcon />
                  {subsidy.reimbursed}
                </span>
              )}
            </span>
            {oneByOne && (
              // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be named by words that stand beside it
              <div class="pair" role="group" aria-labelledby={`certificate-${id}`}>
                <Press action={`certificate.${id}.yes`} class="half" checked={chosen}>
                  <span class="choice-mark" />
                  {subsidy.yes}
                </Press>
                <Press action={`certificate.${id}.no`} class="half" checked={!chosen}>
                  <span class="choice-mark" />
                  {subsidy.no}
                </Press>
              </div>
            )}
          </li>
        ))}
      </ul>
      <div class="two-answers">
        <Press action="subsidy.use" class="answer">
          {subsidy.use[view.verb]}
        </Press>
        <Press action="subsidy.decline" class="answer">
          {subsidy.decline[view.verb]}
        </Press>
        <p class="reassurance">{subsidy.reassurance}</p>
      </div>
    </main>
  );
}
