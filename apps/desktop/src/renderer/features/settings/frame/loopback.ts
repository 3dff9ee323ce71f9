/** Names under which a machine reaches only itself (RFC 6761, 6.3; RFC 1122, 3.2.1.3; RFC 4291, 2.5.3). */
const LOOPBACK = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Whether the first web address in a text is one that works on this machine only. */
export function isLoopback(text: string): boolean {
  const address = /https?:\/\/[^\s"'<>]+/.exec(text)?.[0] ?? '';
  return URL.canParse(address) && LOOPBACK.test(new URL(address).hostname);
}
