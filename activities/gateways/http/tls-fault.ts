/** What is wrong with a secure connection, by OpenSSL's and Node's codes. */
const FAULTS: [codes: RegExp, why: string, advice: string][] = [
  [/^CERT_HAS_EXPIRED$/, 'its certificate has expired', "Renew the gateway's certificate."],
  [/^CERT_NOT_YET_VALID$/, 'its certificate is not valid yet', "Check the clocks and the gateway's certificate."],
  [
    /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.+|CERT_UNTRUSTED)$/,
    'nobody whom this worker trusts has signed its certificate',
    'Give the authority that did to the worker by NODE_EXTRA_CA_CERTS.',
  ],
  [
    /^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/,
    'its certificate is of another host',
    'Write the host in baseUrl as the certificate names it.',
  ],
  [
    /^(ERR_(SSL|TLS)_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO)/,
    'no secure connection comes about',
    "Check the gateway's certificate and whether baseUrl should begin with http or https.",
  ],
];

/** @returns `undefined` for a code that is not about TLS */
export function tlsFault(errorCode: string): { why: string; advice: string } | undefined {
  const fault = FAULTS.find(([codes]) => codes.test(errorCode));
  return fault && { why: fault[1], advice: fault[2] };
}
