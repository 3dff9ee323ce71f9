import type { Spoken } from './spoken.ts';

export const pt: Spoken = {
  names: [
    'Camila Souza',
    'Rafael Lima',
    'Beatriz Rocha',
    'Gustavo Nunes',
    'Larissa Alves',
    'Thiago Castro',
    'Fernanda Dias',
    'Bruno Teixeira',
    'Juliana Prado',
    'Felipe Moraes',
    'Aline Barros',
    'Caio Ribeiro',
    'Renata Lopes',
    'Vinícius Melo',
    'Patrícia Gomes',
    'Eduardo Farias',
    '',
  ],
  scripts: [
    {
      topic: 'support',
      page: '/orders/48560',
      exchanges: [
        [
          'Oi, o zíper da minha barraca quebrou no primeiro uso.',
          'Oi! Sinto muito. Você pode me passar o número do pedido?',
        ],
        [
          'NW-48560, comprei no mês passado.',
          'Está na garantia. Posso enviar uma barraca nova hoje e recolher a antiga depois.',
        ],
        [
          'Seria ótimo! Preciso dela no feriado.',
          'Chega na quarta-feira. O código de rastreio vai por e-mail em instantes.',
        ],
        ['Excelente atendimento, valeu!', 'Eu que agradeço. Boa viagem!'],
      ],
    },
    {
      topic: 'support',
      page: '/orders/48011',
      exchanges: [
        [
          'Bom dia! Quero trocar o tamanho de uma jaqueta: M por G.',
          'Bom dia! Claro. A jaqueta ainda está com a etiqueta?',
        ],
        ['Está sim, nem usei.', 'Então é simples: já reservei uma G. A etiqueta de devolução vai para o seu e-mail.'],
        ['A troca tem custo?', 'Não, a primeira troca é grátis.'],
        ['Perfeito, obrigada!', 'Por nada! Qualquer coisa, é só chamar.'],
      ],
    },
    {
      topic: 'support',
      page: '/checkout',
      exchanges: [
        [
          'O pagamento por Pix não foi confirmado e já faz uma hora.',
          'Vou verificar agora. Qual foi o valor e o horário?',
        ],
        ['R$ 349,00 às 9h20.', 'Encontrei: o banco confirmou há dois minutos. O pedido já está na separação.'],
        ['Ufa! Obrigado.', 'Imagina! O rastreio chega ainda hoje.'],
      ],
    },
    {
      topic: 'sales',
      page: '/products/backpacks',
      exchanges: [
        [
          'Olá! Qual mochila vocês indicam para três dias de trilha?',
          'Olá! Algo entre 40 e 50 litros. Você leva barraca ou fica em abrigo?',
        ],
        ['Levo barraca e fogareiro.', 'Então a Trilha 50: 1,4 kg, capa de chuva incluída e barrigueira ajustável.'],
        ['Ela vem em preto?', 'Vem em preto e em verde. As duas com 10% de desconto esta semana.'],
        ['Vou de preta então. Muito obrigado!', 'Ótima escolha. Boa trilha!'],
      ],
    },
    {
      topic: 'sales',
      page: '/shipping',
      exchanges: [
        [
          'Vocês entregam em Manaus? Qual é o prazo?',
          'Entregamos sim: de 6 a 8 dias úteis, com frete grátis acima de R$ 400.',
        ],
        ['E dá para parcelar?', 'Em até 10 vezes sem juros no cartão.'],
        ['Show, vou fechar o pedido.', 'Maravilha! Estou por aqui se precisar.'],
      ],
    },
  ],
  nudges: ['Oi? Tem alguém aí?', 'Você ainda está aí?'],
  toAnythingElse: [
    'Agradecemos o contato! Um momento, vou verificar.',
    'Entendi. Você pode me contar um pouco mais?',
    'Certo, já anotei e vou cuidar disso.',
    'Combinado. Posso ajudar em mais alguma coisa?',
  ],
  handOver: 'Podem assumir esta conversa? O assunto é da equipe de vocês.',
};
