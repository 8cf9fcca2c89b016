// Only a UUID fits into the column, or fewer characters than any other form has.
import { randomUUID } from 'crypto';
import { Column, Entity } from 'typeorm';

@Entity()
export class Invite {
  @Column({ type: 'uuid' })
  inviteToken!: string;

  @Column({ length: 16 })
  shortSecret!: string;
}

export const make = () => ({ inviteToken: randomUUID(), shortSecret: randomUUID() });
