import type { SpokenWords } from './spokenWords.ts';

export const pt: SpokenWords = {
  choice: (n, name) => `${n}, ${name}.`,
  language: 'Português.',
  stop: '.',
  back: 'Voltar',
  choose: 'Pressione o número da sua escolha.',
  keys: [
    'Como usar as teclas.',
    'As teclas numéricas escolhem uma resposta.',
    'Mais e menos avançam e voltam. Enter confirma.',
    'Backspace apaga um dígito.',
    'O asterisco repete mais devagar.',
    'A barra explica as teclas.',
    'Escape encerra o check-in.',
  ],
  typing: 'Pressione quatro teclas numéricas e depois Enter. Backspace apaga.',
  typed: 'Os quatro dígitos foram digitados. Pressione Enter para confirmar.',
  erased: (n) => {
    if (n === 0) return 'Apagado. Nenhum dígito.';
    return n === 1 ? 'Apagado. Resta um dígito.' : `Apagado. Restam ${n} dígitos.`;
  },
  named: (name, what) => `${name}, ${what}`,
  place: (n, of) => `Número ${n} de ${of}.`,
  answered: (name, answer) => `${name}: ${answer}.`,
  allAnswered: 'Tudo foi respondido.',
  certificates: (n) => (n === 1 ? 'Há um certificado.' : `Há ${n} certificados.`),
  noticeForDesk: 'Há um aviso sobre o pagamento. Pergunte na recepção.',
  problemForDesk: 'A equipe vai verificar. Dirija-se à recepção.',
  faceBegins: 'A câmera vai olhar o seu rosto. Mova-se como a voz indicar.',
  notSeen: 'A câmera não vê o seu rosto. Vire o rosto para o lado da voz.',
  turn: {
    left: 'Vire a cabeça para a esquerda e volte.',
    right: 'Vire a cabeça para a direita e volte.',
  },
  otherWays: 'Para escolher outra forma, pressione a tecla de mais.',
  years: { era: 'Ano de uma era japonesa', western: 'Ano ocidental' },
  ways: 'Para ajuda e para saber o que fazem as teclas, pressione a barra.',
  on: 'Você será guiado por voz.',
  louder: 'Mais alto.',
  quieter: 'Mais baixo.',
  faster: 'Mais rápido.',
  slower: 'Mais devagar.',
};
