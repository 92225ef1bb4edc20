import { withoutReadings } from '../../../kernel/furigana.ts';
import { CertificateDrawing } from '../drawings/ItemDrawing.tsx';
import { RefundIcon } from '../drawings/icons.tsx';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { densityOf } from './density.ts';
import { Phrases } from './Phrases.tsx';
import { SubmitLine } from './SubmitLine.tsx';
import { Title } from './Title.tsx';
import type { ViewFor } from './viewFor.ts';
import { YesNo } from './YesNo.tsx';

type View = ViewFor<'subsidy'>;

/** 医療費助成: what PMH has for this patient, asked at once as the consents are, and one by one for who wants to. */
export function SubsidyScreen({ view }: { readonly view: View }) {
  return view.state === 'asking' ? <AllAtOnce view={view} /> : <OneByOne view={view} />;
}

function AllAtOnce({ view: { verb, certificates } }: { readonly view: View }) {
  const { subsidy } = useKiosk().words;
  const words = subsidy.verbs[verb];
  return (
    <main class={`question consent ${densityOf(certificates)}`}>
      <div class="asked">
        <Title>{words.title}</Title>
        <ul class="items" aria-label={withoutReadings(subsidy.itemsLabel)}>
          {certificates.map((certificate) => (
            <li key={certificate.id} class="item">
              <CertificateDrawing />
              <CertificateWords of={certificate} />
            </li>
          ))}
        </ul>
      </div>
      <div class="answers">
        <Press action="subsidy.use" class="answer">
          {certificates.length > 1 ? words.all : words.yes}
        </Press>
        <Press action="subsidy.choose" class="answer" hideWhenNotAllowed>
          {subsidy.choose}
        </Press>
        <Press action="subsidy.decline" class="answer">
          {words.no}
        </Press>
        <p class="reassurance">
          <Phrases>{words.reassurance}</Phrases>
        </p>
      </div>
    </main>
  );
}

function OneByOne({ view: { verb, certificates } }: { readonly view: View }) {
  const words = useKiosk().words.subsidy.verbs[verb];
  return (
    <main class={`question consent-items ${densityOf(certificates)}`}>
      <Title>{words.titleEach}</Title>
      <ul class="rows">
        {certificates.map((certificate) => (
          <li key={certificate.id} class="row" data-place={`certificate.${certificate.id}`} tabIndex={-1}>
            <CertificateDrawing />
            <CertificateWords of={certificate} />
            <YesNo
              action={`certificate.${certificate.id}`}
              about={idOf(certificate)}
              answer={certificate.answer}
              yes={words.yes}
              no={words.no}
            />
          </li>
        ))}
      </ul>
      <SubmitLine action="subsidy.submit" open={certificates.filter(({ answer }) => answer === null).length}>
        <p>
          <Phrases>{words.reassurance}</Phrases>
        </p>
      </SubmitLine>
    </main>
  );
}

function CertificateWords({ of: certificate }: { readonly of: View['certificates'][number] }) {
  const { subsidy } = useKiosk().words;
  return (
    <span class="item-words certificate-words" id={idOf(certificate)}>
      <b lang={certificate.name === null ? undefined : 'ja'}>
        {certificate.name ?? <Phrases>{subsidy.unnamed}</Phrases>}
      </b>
      {certificate.reimbursed && (
        <span class="reimbursed">
          <RefundIcon />
          <span>
            <Phrases>{subsidy.reimbursed}</Phrases>
          </span>
        </span>
      )}
    </span>
  );
}

function idOf({ id }: View['certificates'][number]): string {
  return `certificate-${id}`;
}
