/** What was asked needs a media server, and there is none, or none that answers, or this call does not run over one. */
export class NoMediaServer extends Error {
  override readonly name = 'NoMediaServer';
}
