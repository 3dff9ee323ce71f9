/**
 * The page before anything of it is there: its own code or its words did not come. Nothing is loaded that could be
 * used, neither components nor texts, so this says it with what the page has by itself.
 */
const words = {
  en: ['The desk could not be loaded. The line may be interrupted.', 'Load again'],
  es: ['No se pudo cargar el escritorio. Puede que la conexión esté interrumpida.', 'Volver a cargar'],
  pt: ['Não foi possível carregar a mesa. A conexão pode estar interrompida.', 'Carregar de novo'],
  ru: ['Не удалось загрузить рабочее место. Возможно, прервалась связь.', 'Загрузить снова'],
} as const;

type Known = keyof typeof words;

const known = (tag: string): tag is Known => tag in words;

/** Says that the desk did not start, in the first language of `preferred` it speaks, and loads the page when asked. */
export function showNotStarted(root: HTMLElement, preferred: readonly string[], reload: () => void): void {
  const language = preferred.map((tag) => tag.slice(0, 2).toLowerCase()).find(known) ?? 'en';
  const [sentence, label] = words[language];
  const text = document.createElement('p');
  text.textContent = sentence;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-primary';
  button.textContent = label;
  button.addEventListener('click', reload);
  const place = document.createElement('main');
  place.className = 'empty is-fill';
  place.lang = language;
  place.setAttribute('role', 'alert');
  place.append(text, button);
  root.replaceChildren(place);
}
