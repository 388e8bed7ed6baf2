/** What a person can do about a failure of SPEC §6, by a part of its errMsg. */
const hints = {
  'invalid url': 'An address starts with http:// or https://.',
  NAME_NOT_RESOLVED: 'This name has no address: is it spelled right, is there a network?',
  CONNECTION_REFUSED: 'The machine is there, but nothing listens on this port.',
  CONNECTION_RESET: 'The other side closed the connection before the answer was whole.',
  ADDRESS_UNREACHABLE: 'There is no way to this address from here.',
  CONNECTION_TIMED_OUT: 'No connection in ten seconds: a firewall, or a machine that is off.',
  PROXY_CONNECTION_FAILED: 'The proxy of HTTP_PROXY or HTTPS_PROXY cannot be reached.',
  TUNNEL_CONNECTION_FAILED: 'The proxy of HTTPS_PROXY refuses to lead there.',
  CERT_COMMON_NAME: 'The certificate is for another name.',
  CERT_DATE: 'The certificate is not valid today.',
  CERT_AUTHORITY: 'Nobody this machine trusts has signed the certificate.',
  'ssl hand shake': 'The other side does not speak TLS: is this an http:// address?',
  INVALID_RESPONSE: 'What came back is not HTTP.',
  timeout: 'No whole answer within a minute.',
};

/**
 * @param {string} errMsg
 * @param {string} url
 */
export function hintFor(errMsg, url) {
  const known = Object.entries(hints).find(([part]) => errMsg.includes(part))?.[1];
  const withScheme = `https://${url}`;
  const canBeMeant = errMsg.includes('invalid url') && !url.includes('://') && URL.canParse(withScheme);
  return canBeMeant ? `An address starts with http:// or https://. Perhaps: ${withScheme}` : known;
}
