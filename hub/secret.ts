import { createHash, randomBytes } from "node:crypto";

/** 256 random bits for a member's device; the prefix lets scanners of leaked secrets know it. */
export const newToken = (): string => `leadside_${randomBytes(32).toString("base64url")}`;

/** 160 random bits for an invitation, short enough to be read out. */
export const newCode = (): string => randomBytes(20).toString("hex");

/** 192 random bits that name and admit a source, without a colon, since it travels as a Basic user. */
export const newWriteKey = (): string => randomBytes(24).toString("base64url");

/** What is stored of a secret. It is long and random, so one round of a fast hash is enough. */
export const hashSecret = (secret: string): Buffer => createHash("sha256").update(secret).digest();

/**
 * The same of a sign-in at the desk. A hub of release 0.2.0 on the same database takes any token that it finds for an
 * extension's, which holds for ever: no bearer has a colon, so it finds none of these.
 */
export const hashSession = (token: string): Buffer => hashSecret(`session:${token}`);
