import type { Spoken } from './spoken.ts';

export const en: Spoken = {
  names: [
    'Emma Clarke',
    'Oliver Hughes',
    'Grace Murphy',
    'Daniel Reed',
    'Sofia Bennett',
    'Liam Foster',
    'Hannah Price',
    'Marcus Cole',
    'Priya Shah',
    'Tom Whitaker',
    'Aisha Khan',
    'Jack Dunn',
    'Chloe Barrett',
    'Noah Fischer',
    'Ruby Ellis',
    'Samuel Okafor',
    'Isla Grant',
    'Leo Marsh',
    'Megan Doyle',
    'Victor Lindh',
    '',
  ],
  scripts: [
    {
      topic: 'support',
      page: '/orders/48213',
      exchanges: [
        [
          'Hi, my tent arrived today but one of the poles is bent.',
          'Oh no, sorry about that! Could you send me the order number? It starts with NW.',
        ],
        [
          'It is NW-48213. We leave for the weekend on Friday, so I am a bit worried.',
          'Thank you. I can send a new set of poles by express today; it arrives on Thursday before noon.',
        ],
        [
          'That would be perfect. Do I have to send the bent one back?',
          'No need, keep it for spare parts. You will get the tracking link by e-mail within the hour.',
        ],
        ['Great, thanks a lot for the quick help!', 'Very welcome. Have a lovely weekend outside!'],
      ],
    },
    {
      topic: 'support',
      page: '/account/returns',
      exchanges: [
        [
          'How do I return a pair of hiking boots? They are a size too small.',
          'You can return them within 30 days if they were only worn indoors. Shall I send the label to your e-mail address?',
        ],
        [
          'Yes please. Can I exchange them for a 43 instead of a refund?',
          'Of course. Size 43 is in stock; I have put one pair aside for you until the return arrives.',
        ],
        [
          'Wonderful. How long does it take?',
          'Two to three working days after we get the parcel. You will receive a message when it ships.',
        ],
        ['Perfect, thank you.', 'You are welcome! Write any time if something is unclear.'],
      ],
    },
    {
      topic: 'support',
      page: '/checkout',
      exchanges: [
        [
          'I tried to pay twice and got an error both times, but my bank shows two charges.',
          'I understand, that is unpleasant. Give me a moment to look at the payments.',
        ],
        [
          'Sure. It was around 10 this morning, 89.90 each.',
          'Found them: both are only reserved, none was taken. The reservations disappear within 48 hours.',
        ],
        ['Okay, and my order?', 'It was not placed. I can place it for you now with payment by invoice, if you like.'],
        ['Yes, please do that.', 'Done: the order is NW-50177. The confirmation is on its way to your inbox.'],
        ['Got it. Thank you!', 'Thanks for your patience. Have a great day!'],
      ],
    },
    {
      topic: 'support',
      page: '/orders/47902',
      exchanges: [
        [
          'My parcel has said "in transit" for five days now. Is it lost?',
          'Let me check with the carrier. Is it the shipment to Bristol?',
        ],
        [
          'Yes, postcode BS1.',
          'It was scanned in Bristol this morning and goes out for delivery tomorrow between 9 and 13.',
        ],
        [
          'Ah good. Could they leave it with the neighbour? I am at work.',
          'I have added that to the delivery note: neighbour at number 14, right?',
        ],
        ['Right, exactly. Cheers!', 'All set. Enjoy your new gear!'],
      ],
    },
    {
      topic: 'support',
      page: '/products/alpine-jacket',
      exchanges: [
        [
          'Can I wash the Alpine jacket in the machine?',
          'Yes, at 30 degrees on a gentle programme, with a detergent for membranes and no softener.',
        ],
        ['And the tumble dryer?', 'Low heat for 20 minutes is even good for it: it renews the water repellency.'],
        ['Good to know, thanks!', 'With pleasure!'],
      ],
    },
    {
      topic: 'sales',
      page: '/products/sleeping-bags',
      exchanges: [
        [
          'Hello! Which sleeping bag would you take for Norway in late September?',
          'Good question! Will you sleep in a tent, and do you get cold easily?',
        ],
        [
          'In a tent, and yes, I am always cold.',
          'Then I would take the Fjord 600: comfort down to -4 degrees, 1.1 kg. It is reduced by 15 % this week.',
        ],
        ['Sounds nice. Does it come in a longer version?', 'Yes, in 185 and 205 cm. Both are in stock.'],
        ['I will take the long one then. Thanks for the advice!', 'A good choice. Have a wonderful trip!'],
      ],
    },
    {
      topic: 'sales',
      page: '/business',
      exchanges: [
        [
          'We are a scout group and need 25 backpacks. Is there a discount for groups?',
          'Yes: 12 % from 20 pieces. Which size do you need?',
        ],
        [
          'About 45 litres, and robust please.',
          'The Trail 45 fits: ripstop fabric and a five-year warranty. I can send you an offer as a PDF.',
        ],
        ['Please do: info@scouts-harrow.example', 'The offer is on its way. It is valid for 14 days.'],
        ['Super, thank you!', 'Thank you! Just reply to the e-mail to order.'],
      ],
    },
    {
      topic: 'sales',
      page: '/gift-cards',
      exchanges: [
        [
          'Do you sell gift cards that arrive by e-mail today?',
          'Yes, within a few minutes after payment, from 20 to 500.',
        ],
        ['Can I choose the date on which it is sent?', 'You can: pick the day in the basket, up to a year ahead.'],
        ['Brilliant, thanks.', 'You are welcome. I am sure they will like it!'],
      ],
    },
  ],
  nudges: ['Hello, is anybody there?', 'Are you still with me?'],
  toAnythingElse: [
    'Thanks for writing! Let me look into this for a moment.',
    'I see. Could you tell me a bit more, please?',
    'Understood. I am noting that and will take care of it.',
    'Good point. Is there anything else I can do for you?',
  ],
  handOver: 'Could you take this one? The customer needs somebody from your team.',
};
