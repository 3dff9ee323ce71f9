/**
 * A signed message as a gateway sends it, ready for a shell with OpenSSL and curl. What the body may hold is written in
 * resources/webhook-channel.md.
 */
export function webhookExample(address: string): string {
  return `SECRET='…'
BODY='{"type":"message","id":"m-1","sender":{"id":"u-42","name":"Mia"},"text":"Hello"}'
TIME=$(date +%s)
SIGNATURE=$(printf '%s.%s' "$TIME" "$BODY" | openssl dgst -sha256 -hmac "$SECRET" -r | cut -d' ' -f1)
curl -X POST '${address}' \\
  -H 'content-type: application/json' \\
  -H "ringdesk-signature: t=$TIME,v1=$SIGNATURE" \\
  -d "$BODY"
`;
}
