import type { SharingWords } from '../shape/sharing.ts';
import { writtenDay } from './writtenDay.ts';

export const sharing: SharingWords = {
  notice: {
    expiring: {
      title: 'O certificado digital do cartão vence em breve',
      lead: (until) =>
        until ? `Pode ser usado até ${writtenDay(until)}. Renove logo na prefeitura.` : 'Renove logo na prefeitura.',
    },
    grace: {
      title: 'O certificado digital do cartão está vencido',
      lead: () =>
        'O seguro pode ser confirmado, mas não é possível fornecer informações médicas. Renove na prefeitura.',
    },
    reimbursed: {
      title: 'O subsídio médico será devolvido depois',
      lead: () => 'Hoje, pague no balcão. Depois, faça o pedido na prefeitura para receber a devolução.',
    },
    next: 'Continuar',
  },

  consent: {
    title:
      'Você concorda em fornecer a esta clínica, para o seu atendimento, dados de consultas, remédios e exames anteriores?',
    items: {
      surgery: { name: 'Cirurgias', what: 'Cirurgias que você já fez' },
      medication: { name: 'Medicamentos', what: 'Remédios receitados a você' },
      diagnosis: { name: 'Consultas', what: 'Onde você se consultou e o tratamento' },
      checkup: { name: 'Exame de saúde específico', what: 'Resultados a partir dos 40 anos' },
      prescriptions: { name: 'Receitas e dispensação', what: 'Receitas recentes e remédios retirados' },
    },
    wide: {
      surgery: { name: 'Cirurgias, doenças, infecções', what: 'Cirurgias, nomes de doenças, infecções' },
      medication: { name: 'Medicamentos e receitas', what: 'Remédios receitados a você' },
      diagnosis: { name: 'Consultas, alergias, exames', what: 'Tratamento, alergias, resultados de exames' },
    },
    itemsLabel: 'O que será fornecido',
    reassurance:
      'Você terá atendimento com qualquer escolha. O consentimento vale por 24 horas e somente nesta clínica.',
    all: 'Concordo com tudo',
    choose: 'Escolher um por um',
    none: 'Não concordo',
  },

  consentItems: {
    title: 'Escolha para cada um se concorda',
    yes: 'Concordo',
    no: 'Não concordo',
  },
  oneByOne: { submit: 'Continuar', remaining: (n) => (n === 1 ? 'Falta escolher 1' : `Falta escolher ${n}`) },

  prescription: {
    title: 'Qual tipo de receita você prefere?',
    electronic: 'Eletrônica',
    electronicHint: 'Na farmácia, use este cartão ou o número de troca',
    paper: 'Em papel',
    paperHint: 'Leve o papel à farmácia, como antes',
  },

  subsidy: {
    verbs: {
      use: {
        title: 'Deseja usar os certificados de subsídio médico?',
        titleEach: 'Escolha para cada um se deseja usar',
        yes: 'Usar',
        no: 'Não usar',
        all: 'Usar todos',
        reassurance: 'Você terá atendimento mesmo sem usar.',
      },
      provide: {
        title: 'Deseja fornecer os certificados de subsídio médico?',
        titleEach: 'Escolha para cada um se deseja fornecer',
        yes: 'Fornecer',
        no: 'Não fornecer',
        all: 'Fornecer todos',
        reassurance: 'Você terá atendimento mesmo sem fornecer.',
      },
    },
    itemsLabel: 'Certificados',
    choose: 'Escolher um por um',
    unnamed: 'Certificado de subsídio médico',
    reimbursed: 'Pague agora, receba a devolução depois',
  },
};
