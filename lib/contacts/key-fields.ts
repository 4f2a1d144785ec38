/** The custom fields Caredesk's screens know by name, by the key GHL gives them in this location. */
export const KEY_FIELDS = {
  /** TEXT: the client's id on the lab platform. */
  userId: "contact.user_id",
  /** SINGLE_OPTIONS: active or inactive. */
  membershipStatus: "contact.membership_status",
  /** LARGE_TEXT: the summary that the pipeline and coordinators write. */
  callNotes: "contact.call_notes",
  /** SINGLE_OPTIONS: whether bloodwork was ordered. */
  bloodworkPurchased: "contact.blood_work_purchased",
  /** DATE: when it was purchased. */
  bloodworkPurchaseDate: "contact.blood_work_purchase_date",
  /** FILE_UPLOAD: the uploaded lab PDF or image. */
  bloodworkDocument: "contact.select_bloodwork__any_documents__pdf_or_image",
} as const
