"use client"

import Image from "next/image"
import { useEffect, useState } from "react"
import { ViewerNotice } from "./viewer-notice.tsx"

type Picture = { url: string; width: number; height: number }

/** An image in its own proportions. It is decoded first, so that a damaged one is said to be so. */
export function ImageView({ file, fileName }: { file: Blob; fileName: string }) {
  const [picture, setPicture] = useState<Picture | "damaged" | null>(null)
  useEffect(() => {
    const url = URL.createObjectURL(file)
    let gone = false
    createImageBitmap(file).then(
      ({ width, height }) => !gone && setPicture({ url, width, height }),
      () => !gone && setPicture("damaged"),
    )
    return () => {
      gone = true
      URL.revokeObjectURL(url)
    }
  }, [file])
  if (picture === "damaged") {
    return (
      <ViewerNotice title="This image cannot be shown here.">
        It may be damaged. Download it to open it in another program.
      </ViewerNotice>
    )
  }
  return (
    <div className="min-h-0 flex-1 overflow-auto bg-sunken p-3">
      {picture && (
        <Image
          src={picture.url}
          width={picture.width}
          height={picture.height}
          alt={fileName}
          unoptimized
          className="mx-auto h-auto max-w-full bg-white"
        />
      )}
    </div>
  )
}
