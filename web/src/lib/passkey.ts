// Passkeys of this browser: bytes travel as base64url text.
import type { PasskeyAnswer, PasskeyRequest } from '../api/types';

export function to_base64url(bytes: ArrayBuffer): string {
  const text = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
export function from_base64url(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(plain, (c) => c.charCodeAt(0));
}

const kAlgorithms = [-7, -8, -257]; // ES256, EdDSA, RS256

export async function create_passkey(asked: PasskeyRequest, name: string): Promise<PasskeyAnswer> {
  const made = (await navigator.credentials.create({
    publicKey: {
      challenge: from_base64url(asked.challenge),
      rp: { id: asked.rp_id, name: asked.rp_name },
      user: {
        id: from_base64url(asked.user.id),
        name: asked.user.name,
        displayName: asked.user.display,
      },
      pubKeyCredParams: kAlgorithms.map((alg) => ({ type: 'public-key' as const, alg })),
      excludeCredentials: asked.known.map((id) => ({
        type: 'public-key' as const,
        id: from_base64url(id),
      })),
      authenticatorSelection: { userVerification: 'required' },
      attestation: 'none',
    },
  })) as PublicKeyCredential;
  const answer = made.response as AuthenticatorAttestationResponse;
  return {
    credential: to_base64url(made.rawId),
    client_data: to_base64url(answer.clientDataJSON),
    attestation: to_base64url(answer.attestationObject),
    name,
  };
}

export async function use_passkey(asked: PasskeyRequest): Promise<PasskeyAnswer> {
  const made = (await navigator.credentials.get({
    publicKey: {
      challenge: from_base64url(asked.challenge),
      rpId: asked.rp_id,
      allowCredentials: asked.known.map((id) => ({
        type: 'public-key' as const,
        id: from_base64url(id),
      })),
      userVerification: 'required',
    },
  })) as PublicKeyCredential;
  const answer = made.response as AuthenticatorAssertionResponse;
  return {
    credential: to_base64url(made.rawId),
    client_data: to_base64url(answer.clientDataJSON),
    authenticator_data: to_base64url(answer.authenticatorData),
    signature: to_base64url(answer.signature),
  };
}
