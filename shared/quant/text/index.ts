export { signsOf, type TextModel, textModel } from "./model.ts";
export {
  type Asked,
  affordable,
  askedOf,
  hasEnded,
  LONGEST_PIECE,
  type TextQuestion,
  type WrittenSign,
  writeAsked,
  writeText,
} from "./write.ts";
