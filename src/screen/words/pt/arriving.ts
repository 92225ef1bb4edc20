import type { ArrivingWords } from '../shape/arriving.ts';

export const arriving: ArrivingWords = {
  idle: {
    title: 'Coloque o seu cartão My Number',
    lead: 'Coloque no leitor com a foto para cima',
    phone: 'Fazer o check-in com o celular',
    steps: ['Coloque o cartão', 'Confirme com o rosto ou a senha', 'Escolha o que autoriza e pronto'],
    reader: 'Leitor de cartão',
  },
  cleaning: {
    title: 'A tela está sendo limpa',
    lead: 'Ela não reage ao toque agora. Aguarde um momento',
    left: (n) => `Faltam ${n} segundos`,
  },
  diagnostics: {
    title: 'Em manutenção',
    lead: 'Este terminal não pode ser usado agora. Dirija-se ao balcão de recepção',
  },
  reading: {
    title: 'Lendo o seu cartão',
    lead: 'Deixe o cartão onde está',
  },

  phone: {
    title: 'Qual é o seu celular?',
    iphone: 'iPhone',
    iphoneHint: 'Confirme no celular quando ele pedir',
    android: 'Android',
    androidHint: 'Digite a senha de 4 números e aproxime o celular',
    hold: 'Aproxime o celular do leitor',
    holdLead: 'Mantenha por uns 2 segundos, até terminar a leitura',
    pinLead: 'Os 4 números que você definiu no celular',
  },

  register: {
    title: 'Registrar este cartão como cartão do seguro de saúde?',
    lead: 'Este cartão ainda não está registrado. Se não quiser registrar, mostre na recepção o certificado de qualificação (Shikaku Kakuninsho).',
    yes: 'Registrar',
    no: 'Não registrar',
    working: 'Registrando',
  },
};
