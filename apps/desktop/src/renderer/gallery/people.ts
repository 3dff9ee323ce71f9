/** The people on the gallery's pages. The ids are chosen so that each has the colour of the reference screens. */
export const hannah = { id: 'hannah-5', name: 'Hannah Brooks' };
export const lucia = { id: 'lucia-4', name: 'Lucía Fernández' };
export const dmitri = { id: 'dmitri-2', name: 'Дмитрий Соколов' };
export const oliver = { id: 'oliver-5', name: 'Oliver Grant' };
export const marcus = { id: 'marcus-5', name: 'Marcus Reid' };
export const amelie = { id: 'amelie-1', name: 'Amélie Laurent' };
export const yuki = { id: 'yuki', name: 'Yuki Tanaka' };
export const elena = { id: 'elena-1', name: 'Elena Rossi' };
export const peter = { id: 'peter-1', name: 'Peter Novák' };
export const maya = { id: 'maya-1', name: 'Maya Lindqvist' };
export const jonas = { id: 'jonas', name: 'Jonas Weber' };
export const priya = { id: 'priya-5', name: 'Priya Nair' };
export const sofia = { id: 'sofia-3', name: 'Sofia Marino' };
export const katya = { id: 'katya-5', name: 'Katya Volkova' };
export const chen = { id: 'chen-6', name: 'Chen Wei' };
