import type { FrameWords } from '../shape/frame.ts';

export const frame: FrameWords = {
  reception: 'Check-in',
  language: 'Idioma',
  progress: 'Etapas do check-in',
  steps: { card: 'Cartão', identity: 'Identidade', consent: 'Permissão', check: 'Seguro', done: 'Pronto' },
  cancel: 'Parar o check-in',
  help: 'Chamar a equipe',
  helpCalled: 'A equipe já vem. Aguarde',
  oral: 'A equipe está digitando as respostas que você fala',

  countdown: {
    title: (seconds) => (seconds === 1 ? 'Termina em 1 segundo' : `Termina em ${seconds} segundos`),
    seconds: 's',
    lead: 'Deseja continuar?',
    more: 'Continuar',
    end: 'Parar o check-in',
  },
  practice: {
    mark: 'Treino',
    lead: 'A recepção não está sendo feita',
    start: 'Experimentar',
    place: 'Fazer de conta que coloquei o cartão',
    hold: 'Fazer de conta que aproximei',
    take: 'Fazer de conta que retirei o cartão',
    end: 'Terminar o treino',
    spoken: 'Isto é um treino.',
    pin: 'Não digite a sua senha. Qualquer número serve',
  },
  starting: { title: 'Preparando', lead: 'Aguarde um momento, por favor' },
  taken: { title: 'Esta tela está aberta em outro lugar', lead: 'Por favor, fale com a recepção' },
};
