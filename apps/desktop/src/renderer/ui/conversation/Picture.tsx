export interface PictureProps {
  /** Address of the preview. */
  src: string;
  /** The file's name: "Open photo.jpg". */
  label: string;
  /** Pixels of the original: the place is kept before it is there, so nothing jumps. */
  width?: number | undefined;
  height?: number | undefined;
  onOpen: () => void;
}

const box = { width: 268, height: 220 };

/** An image in the transcript, at most 268×220, that opens when pressed. */
export const Picture = ({ src, label, width = box.width, height = 180, onOpen }: PictureProps) => {
  const scale = Math.min(1, box.width / width, box.height / height);
  const size = { width: Math.max(64, Math.round(width * scale)), height: Math.max(48, Math.round(height * scale)) };
  return (
    <button type="button" className="picture" style={size} aria-label={label} onClick={onOpen}>
      <img src={src} alt="" loading="lazy" decoding="async" />
    </button>
  );
};
