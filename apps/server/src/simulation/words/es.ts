import type { Spoken } from './spoken.ts';

export const es: Spoken = {
  names: [
    'Lucía Fernández',
    'Carlos Medina',
    'Valeria Soto',
    'Andrés Molina',
    'Paula Ríos',
    'Javier Ortega',
    'Elena Navarro',
    'Mateo Vargas',
    'Carmen Iglesias',
    'Diego Paredes',
    'Sara Montero',
    'Hugo Castaño',
    'Inés Robles',
    'Pablo Quintana',
    'Marta Giménez',
    'Tomás Herrera',
    '',
  ],
  scripts: [
    {
      topic: 'support',
      page: '/orders/48377',
      exchanges: [
        [
          'Hola, pedí una mochila azul y llegó una verde.',
          '¡Hola! Lamento la confusión. ¿Me pasas el número de pedido, por favor?',
        ],
        [
          'Es el NW-48377.',
          'Gracias. Ya está en camino la azul, llega en dos días. La etiqueta para devolver la verde va por correo.',
        ],
        [
          '¿Tengo que pagar el envío de vuelta?',
          'No, la devolución es gratuita. Basta con entregarla en cualquier oficina de correos.',
        ],
        ['Perfecto, muchas gracias.', '¡Un placer! Que la disfrutes en la montaña.'],
      ],
    },
    {
      topic: 'support',
      page: '/orders/48102',
      exchanges: [
        [
          'Buenas, ¿cuándo llega mi pedido? Lo necesito para el sábado.',
          '¡Buenas! Lo reviso ahora mismo. ¿Me das el código postal?',
        ],
        ['28013, Madrid.', 'Sale hoy del almacén y llega el viernes entre las 10 y las 14.'],
        ['Genial. ¿Puedo cambiar la dirección por la de mi oficina?', 'Sí, todavía es posible. ¿Cuál es la dirección?'],
        ['Calle Mayor 15, segundo piso.', 'Listo, queda cambiada. El enlace de seguimiento va por correo.'],
        ['Mil gracias.', '¡Gracias a ti! Buen fin de semana.'],
      ],
    },
    {
      topic: 'support',
      page: '/account',
      exchanges: [
        [
          'No puedo entrar en mi cuenta, dice que la contraseña no es correcta.',
          'Puedo enviarte un enlace para crear una nueva. ¿A qué correo?',
        ],
        ['lucia@correo.example', 'Enviado. Es válido durante una hora; conviene mirar también en la carpeta de spam.'],
        ['Ya funciona, ¡gracias!', '¡Qué bien! Aquí estamos para lo que haga falta.'],
      ],
    },
    {
      topic: 'sales',
      page: '/products/boots',
      exchanges: [
        [
          'Hola, busco botas para el Camino de Santiago. ¿Cuáles recomiendan?',
          '¡Buen plan! ¿Cuántos días de marcha y con cuánto peso, más o menos?',
        ],
        [
          'Unos 12 días, con 7 kilos.',
          'Entonces unas ligeras y transpirables: las Ruta GTX, 480 gramos por bota. Conviene media talla más.',
        ],
        ['Uso la 39. ¿Hay en 39,5?', 'Sí, quedan cuatro pares. ¿Las reservo?'],
        ['Sí, por favor. Pago hoy por la tarde.', 'Reservadas hasta mañana al mediodía. ¡Buen camino!'],
      ],
    },
    {
      topic: 'sales',
      page: '/products/stoves',
      exchanges: [
        [
          '¿El hornillo de gas sirve para altitud, unos 4.000 metros?',
          'Sí, lleva regulador de presión y funciona bien hasta los 5.000 metros.',
        ],
        [
          '¿Y el cartucho se puede llevar en el avión?',
          'No, el gas no está permitido en el avión; se compra en destino, con rosca estándar.',
        ],
        ['Entendido, lo pido ahora. Gracias.', '¡Perfecto! Buen viaje.'],
      ],
    },
  ],
  nudges: ['¿Hola? ¿Hay alguien?', '¿Sigues ahí?'],
  toAnythingElse: [
    '¡Gracias por escribir! Un momento, lo reviso.',
    'Entiendo. ¿Podrías darme un poco más de detalle?',
    'Queda anotado, me ocupo de ello.',
    'De acuerdo. ¿Puedo ayudar en algo más?',
  ],
  handOver: '¿Pueden continuar con esta conversación? Es un tema de su equipo.',
};
