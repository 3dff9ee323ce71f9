import type { PresenceReason } from '@ringdesk/shared/model/agent.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';

type ByDepartment = Readonly<Record<'support' | 'sales' | 'billing', string>>;

export interface DemoTexts {
  readonly center: string;
  readonly departments: ByDepartment;
  readonly queues: ByDepartment;
  readonly channels: ByDepartment;
  /** The queue of calls, and the button on the shop's pages that leads to it. */
  readonly calls: { readonly queue: string; readonly button: string };
  readonly greeting: string;
  /** [38] of the support queue. */
  readonly closing: string;
  /** What its conversations are about. */
  readonly topics: readonly string[];
  readonly reasons: readonly Pick<PresenceReason, 'state' | 'name' | 'limitMinutes'>[];
  readonly canned: readonly { readonly shortcut: string; readonly text: string }[];
}

/** The words of the demo center, by the language of whoever loads it. */
export const demoTexts: Readonly<Record<Language, DemoTexts>> = {
  en: {
    center: 'Northwind Outdoor',
    departments: { support: 'Support', sales: 'Sales', billing: 'Billing' },
    queues: { support: 'Support', sales: 'Sales', billing: 'Billing questions' },
    channels: { support: 'Website help', sales: 'Shop', billing: 'Customer account' },
    calls: { queue: 'Calls', button: 'Shop call button' },
    greeting: 'Hi! How can we help you today?',
    closing: 'Thank you for writing to us. How did we do?',
    topics: ['Delivery', 'Returns', 'Product advice', 'Complaint'],
    reasons: [
      { state: 'break', name: 'Lunch', limitMinutes: 45 },
      { state: 'break', name: 'Short break', limitMinutes: 15 },
      { state: 'busy', name: 'Meeting' },
      { state: 'away', name: 'Training' },
    ],
    canned: [
      { shortcut: 'hello', text: 'Hello! Thank you for writing to us. How can I help?' },
      {
        shortcut: 'order',
        text: 'Could you send me your order number, please? You find it in the confirmation e-mail.',
      },
      { shortcut: 'moment', text: 'One moment, please: I am checking this for you.' },
      { shortcut: 'return', text: 'You can return any item within 30 days. Shall I send you the label by e-mail?' },
      { shortcut: 'bye', text: 'Glad I could help. Have a great day!' },
    ],
  },
  es: {
    center: 'Northwind Outdoor',
    departments: { support: 'Soporte', sales: 'Ventas', billing: 'Facturación' },
    queues: { support: 'Soporte', sales: 'Ventas', billing: 'Consultas de facturación' },
    channels: { support: 'Ayuda del sitio web', sales: 'Tienda', billing: 'Área de clientes' },
    calls: { queue: 'Llamadas', button: 'Botón de llamada de la tienda' },
    greeting: '¡Hola! ¿En qué podemos ayudar?',
    closing: 'Gracias por escribir. ¿Qué tal fue la atención?',
    topics: ['Envíos', 'Devoluciones', 'Consejo sobre productos', 'Reclamación'],
    reasons: [
      { state: 'break', name: 'Almuerzo', limitMinutes: 45 },
      { state: 'break', name: 'Pausa corta', limitMinutes: 15 },
      { state: 'busy', name: 'Reunión' },
      { state: 'away', name: 'Formación' },
    ],
    canned: [
      { shortcut: 'hola', text: '¡Hola! Gracias por escribir. ¿En qué puedo ayudar?' },
      { shortcut: 'pedido', text: 'Para buscarlo hace falta el número de pedido; está en el correo de confirmación.' },
      { shortcut: 'momento', text: 'Un momento, por favor: lo estoy comprobando.' },
      { shortcut: 'devolución', text: 'Se aceptan devoluciones durante 30 días. ¿Envío la etiqueta por correo?' },
      { shortcut: 'adiós', text: 'Un placer haber ayudado. ¡Buen día!' },
    ],
  },
  pt: {
    center: 'Northwind Outdoor',
    departments: { support: 'Suporte', sales: 'Vendas', billing: 'Cobrança' },
    queues: { support: 'Suporte', sales: 'Vendas', billing: 'Dúvidas de cobrança' },
    channels: { support: 'Ajuda do site', sales: 'Loja', billing: 'Área do cliente' },
    calls: { queue: 'Chamadas', button: 'Botão de chamada da loja' },
    greeting: 'Olá! Como podemos ajudar?',
    closing: 'Obrigado por escrever. Como foi o atendimento?',
    topics: ['Entrega', 'Devoluções', 'Dúvida sobre produto', 'Reclamação'],
    reasons: [
      { state: 'break', name: 'Almoço', limitMinutes: 45 },
      { state: 'break', name: 'Pausa rápida', limitMinutes: 15 },
      { state: 'busy', name: 'Reunião' },
      { state: 'away', name: 'Treinamento' },
    ],
    canned: [
      { shortcut: 'olá', text: 'Olá! Agradecemos o contato. Como posso ajudar?' },
      { shortcut: 'pedido', text: 'Você pode me enviar o número do pedido? Ele está no e-mail de confirmação.' },
      { shortcut: 'momento', text: 'Um momento, por favor: estou verificando.' },
      { shortcut: 'troca', text: 'Você pode devolver qualquer item em até 30 dias. Envio a etiqueta por e-mail?' },
      { shortcut: 'tchau', text: 'Fico feliz em ajudar. Tenha um ótimo dia!' },
    ],
  },
  ru: {
    center: 'Northwind Outdoor',
    departments: { support: 'Поддержка', sales: 'Продажи', billing: 'Оплата' },
    queues: { support: 'Поддержка', sales: 'Продажи', billing: 'Вопросы об оплате' },
    channels: { support: 'Помощь на сайте', sales: 'Магазин', billing: 'Личный кабинет' },
    calls: { queue: 'Звонки', button: 'Кнопка звонка в магазине' },
    greeting: 'Здравствуйте! Чем можем помочь?',
    closing: 'Спасибо за обращение. Оцените, пожалуйста, нашу работу.',
    topics: ['Доставка', 'Возврат', 'Выбор товара', 'Жалоба'],
    reasons: [
      { state: 'break', name: 'Обед', limitMinutes: 45 },
      { state: 'break', name: 'Короткий перерыв', limitMinutes: 15 },
      { state: 'busy', name: 'Совещание' },
      { state: 'away', name: 'Обучение' },
    ],
    canned: [
      { shortcut: 'привет', text: 'Здравствуйте! Спасибо за обращение. Чем могу помочь?' },
      { shortcut: 'заказ', text: 'Пришлите, пожалуйста, номер заказа: он есть в письме с подтверждением.' },
      { shortcut: 'минуту', text: 'Одну минуту, пожалуйста: проверяю.' },
      { shortcut: 'возврат', text: 'Товар можно вернуть в течение 30 дней. Отправить этикетку по почте?' },
      { shortcut: 'пока', text: 'Рады помочь. Хорошего дня!' },
    ],
  },
};
