import type { EndingWords } from '../shape/ending.ts';
import { writtenDay } from './writtenDay.ts';

export const ending: EndingWords = {
  checking: {
    title: 'Confirmando o seu seguro',
    lead: 'Deixe o cartão onde está',
  },

  done: {
    title: 'Check-in concluído',
    ok: 'Entendi',
    provisional: 'O seguro será confirmado depois. Você pode aguardar normalmente.',
    takeCard: 'Pegue o seu cartão',
    keep: 'Deixar na tela',
    reminders: {
      again: 'Você já fez o check-in hoje. A recepção já sabe',
      card: (until) => `O cartão vale até ${writtenDay(until)}. Renove na prefeitura`,
      certificate: (until) => `Renove o certificado digital na prefeitura até ${writtenDay(until)}`,
      grace: (until) => `Renove o certificado digital na prefeitura até ${writtenDay(until)}`,
      reimbursed: 'Depois de pagar, peça a devolução do subsídio médico na prefeitura',
      'own-data': 'Veja os seus remédios e exames no Mynaportal',
    },
  },

  takeCard: {
    title: 'Pegue o seu cartão',
    lead: {
      done: 'O check-in terminou. Não esqueça os seus pertences',
      cancelled: 'Nada foi registrado. Coloque o cartão de novo para recomeçar',
      problem: 'Não esqueça os seus pertences',
      again: 'Tire o cartão e coloque de novo para recomeçar',
    },
    cancelled: 'O check-in não terminou',
    noCard: 'Nada foi registrado. Coloque o cartão para recomeçar',
    forgotten: 'O seu cartão ainda está aqui',
  },
  problem: {
    close: { again: 'Começar de novo', 'take-card': 'Pegar o cartão e terminar', close: 'Fechar' },
    number: 'Nº',
  },
};
