import {v4} from 'uuid'
export const refreshToken=v4()