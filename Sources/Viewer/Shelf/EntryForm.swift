/// A list of fields that are filled in one by one: what is asked of a provider.
protocol EntryForm: ListScreen {
    associatedtype Field

    /// What asks for the text of a field.
    static func purpose(for field: Field) -> Prompt.Purpose

    /// Takes the field's next value. False for a field that is typed.
    mutating func change(_ field: Field) -> Bool
    func text(of field: Field) -> String
    mutating func type(_ text: String, into field: Field)
}

extension ViewerState {
    /// Changes a field of the form on top, or asks for its text.
    mutating func change<Form: EntryForm>(_ field: Form.Field, of form: Form.Type) {
        guard let last = files[current].screens.indices.last, var form = files[current].screens[last] as? Form
        else { return }
        guard form.change(field) else {
            prompt = Prompt(Form.purpose(for: field), text: form.text(of: field))
            return
        }
        files[current].screens[last] = form
    }

    mutating func enter<Form: EntryForm>(_ text: String, into field: Form.Field, of form: Form.Type) {
        guard let last = files[current].screens.indices.last, var form = files[current].screens[last] as? Form
        else { return }
        form.type(text, into: field)
        files[current].screens[last] = form
    }
}
