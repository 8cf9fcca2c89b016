import crypto from 'crypto';
import { Column, Entity } from 'typeorm';

@Entity()
export class Invite {
  @Column({ length: 36 })
  inviteToken!: string;
}

export const make = () => ({
  inviteToken: crypto.randomBytes(16).toString('hex'),
});
