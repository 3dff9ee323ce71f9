import { Language } from '@ringdesk/shared/model/language.ts';

/** Without the app nobody says in which language to speak: its few words are here. */
const words: Readonly<Record<Language, { readonly title: string; readonly text: string; readonly open: string }>> = {
  en: {
    title: 'This page belongs to the Ringdesk app',
    text: 'The app shows offers in it while the desk is in the background. In a browser the desk shows them itself.',
    open: 'Open the desk',
  },
  es: {
    title: 'Esta página pertenece a la aplicación Ringdesk',
    text: 'La aplicación muestra aquí las ofertas mientras el escritorio está en segundo plano. En un navegador las muestra el propio escritorio.',
    open: 'Abrir el escritorio',
  },
  pt: {
    title: 'Esta página pertence ao aplicativo Ringdesk',
    text: 'O aplicativo mostra aqui as ofertas enquanto a mesa está em segundo plano. No navegador, a própria mesa as mostra.',
    open: 'Abrir a mesa',
  },
  ru: {
    title: 'Эта страница принадлежит приложению Ringdesk',
    text: 'Приложение показывает здесь предложения, пока рабочее место в фоне. В браузере их показывает само рабочее место.',
    open: 'Открыть рабочее место',
  },
};

/** The first of these (BCP 47, best first) which the desk speaks. */
export function spokenOf(languages: readonly string[]): Language {
  for (const tag of languages) {
    const known = Language.safeParse(tag.toLowerCase().split('-')[0]);
    if (known.success) return known.data;
  }
  return 'en';
}

/** What a browser shows under the address of the offer window, which only the app can fill. */
export function NotTheApp({ languages }: { readonly languages: readonly string[] }) {
  const language = spokenOf(languages);
  const { title, text, open } = words[language];
  return (
    <main className="not-the-app" lang={language}>
      <h1>{title}</h1>
      <p>{text}</p>
      <a href="./">{open}</a>
    </main>
  );
}
