import { generate } from "selfsigned";

/** A key and a certificate in PEM, good for TLS servers that browsers are told to trust anyway. */
export interface Certificate {
  key: string;
  cert: string;
}

/** Makes a self-signed certificate for these host names; nothing of it is kept. */
export async function makeCertificate(hosts: readonly string[]): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: "commonName", value: hosts[0] ?? "localhost" }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    extensions: [{ name: "subjectAltName", altNames: hosts.map((value) => ({ type: 2 as const, value })) }],
  });
  return { key, cert };
}
