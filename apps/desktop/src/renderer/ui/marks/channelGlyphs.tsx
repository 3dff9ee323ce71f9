import {
  ClipboardList,
  Mail,
  MessageCircle,
  MessageSquareText,
  Phone,
  PhoneCall,
  Send,
  Webhook,
  createLucideIcon,
  type LucideIcon,
} from 'lucide-react';

// Neutral drawings, not trademarks; a partner's own mark replaces them where it is required.
const whatsapp = createLucideIcon('channel-whatsapp', [
  ['path', { d: 'M4 20l1.3-4A8 8 0 1 1 8.4 19z', key: 'bubble' }],
  ['path', { d: 'M9 9.2c0 3 2.8 5.8 5.8 5.8l1-1.6-2-1.1-1 .8a5 5 0 0 1-1.9-1.9l.8-1-1.1-2z', key: 'receiver' }],
]);
const messenger = createLucideIcon('channel-messenger', [
  [
    'path',
    {
      d: 'M12 3.5c-5 0-9 3.5-9 8 0 2.5 1.2 4.6 3.2 6V21l3-1.7c.9.2 1.8.3 2.8.3 5 0 9-3.5 9-8s-4-8.1-9-8.1z',
      key: 'bubble',
    },
  ],
  ['path', { d: 'M7.5 13.5l3-3 3 2.5 3-2.7', key: 'line' }],
]);
const instagram = createLucideIcon('channel-instagram', [
  ['rect', { x: '4', y: '4', width: '16', height: '16', rx: '5', key: 'body' }],
  ['circle', { cx: '12', cy: '12', r: '3.6', key: 'lens' }],
  ['path', { d: 'M16.6 7.4h.01', key: 'light' }],
]);

export type ChannelKind =
  | 'liveChat'
  | 'phone'
  | 'webCall'
  | 'whatsapp'
  | 'telegram'
  | 'messenger'
  | 'instagram'
  | 'email'
  | 'sms'
  | 'form'
  | 'webhook';

export const channelGlyphs: Record<ChannelKind, LucideIcon> = {
  liveChat: MessageCircle,
  phone: Phone,
  webCall: PhoneCall,
  whatsapp,
  telegram: Send,
  messenger,
  instagram,
  email: Mail,
  sms: MessageSquareText,
  form: ClipboardList,
  webhook: Webhook,
};
